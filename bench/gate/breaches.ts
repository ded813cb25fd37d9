import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inProject } from '../../local/project';
import type { Report } from '../report/report';

/** What a count of a measure must be, on any machine. Times are not for this: they differ from run to run. */
const Bound = z.strictObject({
  measure: z.string(),
  count: z.string(),
  is: z.enum(['at most', 'exactly']),
  limit: z.int(),
  /** A sentence, for whoever breaches it. */
  why: z.string().min(1),
});
export type Bound = z.infer<typeof Bound>;

export const readBounds = (): readonly Bound[] =>
  z.array(Bound).parse(JSON.parse(readFileSync(inProject('bench', 'gate', 'bounds.json'), 'utf8')));

/** @returns a sentence for each bound that the report is not within */
export const breachesOf = ({ measures }: Report, bounds: readonly Bound[]): readonly string[] =>
  bounds.flatMap(({ measure, count, is, limit, why }) => {
    const counted = measures.find(({ id }) => id === measure)?.counts[count];
    if (counted === undefined) {
      return [`The measure ${measure} does not count "${count}". Correct the name in bench/gate/bounds.json.`];
    }
    if (is === 'at most' ? counted <= limit : counted === limit) return [];
    return [
      `${measure}, ${count}: ${counted}, but ${is} ${limit} is allowed. ${why} Change what caused it, or, where it is worth it, the bound in bench/gate/bounds.json.`,
    ];
  });
