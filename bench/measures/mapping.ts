import { z } from 'zod';
import { type EventFormatName, eventFormatNames } from '../../lambda/contract/event-format';
import type { Bench, Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import type { Figure } from '../report/report';
import { type Encoding, encodings, toBody } from '../workloads/message-body';
import { withEscapes } from '../workloads/with-escapes';
import { countEvents, makeSubmissions, type Workload, workloadNames } from '../workloads/workloads';

/** So many that a round takes some 20 ms or more. */
const sizes = {
  full: { rounds: 21, warmUpRounds: 20, submissions: { 'fleet-like': 1_000, tiny: 3_000, large: 8 } },
  smoke: { rounds: 2, warmUpRounds: 1, submissions: { 'fleet-like': 20, tiny: 20, large: 1 } },
};

/** The share of the floor that each should reach. */
const targets: Readonly<Record<Workload, Readonly<Record<EventFormatName, number>>>> = {
  'fleet-like': { nested: 0.85, flat: 0.85, ocsf: 0.74 },
  tiny: { nested: 0.55, flat: 0.55, ocsf: 0.55 },
  large: { nested: 1, flat: 1, ocsf: 0.8 },
};

const Mapped = z.object({ records: z.int(), bytes: z.int() });
const Answer = z.object({
  /** In microseconds, one a round; of the domain, and of the floor of each format. */
  times: z.record(z.string(), z.array(z.number())),
  domain: Mapped,
  floor: Mapped,
});

interface Case {
  readonly workload: Workload;
  /** Such as they are, strings go out as they came; else they are escaped anew. */
  readonly escapes: boolean;
  readonly format: EventFormatName;
  readonly encoding: Encoding;
}

const cases: readonly Case[] = [
  ...workloadNames.flatMap((workload) =>
    eventFormatNames.flatMap((format) => encodings.map((encoding) => ({ workload, escapes: false, format, encoding }))),
  ),
  ...encodings.map((encoding): Case => ({ workload: 'fleet-like', escapes: true, format: 'nested', encoding })),
];

const nameOf = ({ workload, escapes, format, encoding }: Case): string =>
  [escapes ? `${workload} with escapes` : workload, format, encoding].join(', ');

/** Each case in a process of its own, since a function has one format for as long as it lives. */
const measure = async (one: Case, { size, seed, programs, say }: Bench) => {
  const name = nameOf(one);
  say(name);
  const { rounds, warmUpRounds, submissions: counts } = sizes[size];
  const submissions = await makeSubmissions(one.workload, { count: counts[one.workload], seed });
  const written = one.escapes ? submissions.map(withEscapes) : submissions;
  const bodies = written.map((submission) => toBody(submission, one.encoding));
  // The targets ask for so much of what the default format takes at least.
  const floors = one.format === 'ocsf' ? (['ocsf', 'nested'] as const) : [one.format];
  const input = { bodies, format: one.format, floors, rounds: { rounds, warmUpRounds, seed } };
  const { times, domain, floor } = await programs.run('mapping/take-turns', { input, Answer });
  if (domain.records !== floor.records || domain.bytes !== floor.bytes) {
    throw new Error(
      `The floor of ${name} makes ${floor.records} records of ${floor.bytes} bytes, the domain ${domain.records} of ${domain.bytes}. Make bench/programs/mapping/floor-mapping.ts write what is published.`,
    );
  }
  const events = countEvents(submissions);
  const rates = (contender: string): readonly number[] =>
    (times[contender] ?? []).map((microseconds) => events / (microseconds / 1e6));
  const target = { of: 'ratio', is: 'at least', limit: targets[one.workload][one.format] } as const;
  const figures = floors.map(
    (format): Figure => ({
      case: format === one.format ? name : `${name}, beside ${format}`,
      unit: 'events per CPU second',
      value: spreadOf(rates('domain')),
      beside: compare({ kind: 'floor', name: `${format}, without validation and ids` }, rates('domain'), rates(format)),
      ...(format === floors.at(-1) && !one.escapes && { target }),
    }),
  );
  return { figures, counts: { [`records of ${name}`]: domain.records, [`bytes of ${name}`]: domain.bytes } };
};

export const mapping: Measure = {
  id: 'mapping',
  title: 'Mapping: from the bodies of messages to the bytes of records',
  run: async (bench) => {
    const measured = [];
    for (const one of cases) measured.push(await measure(one, bench));
    return {
      figures: measured.flatMap(({ figures }) => figures),
      plots: [],
      counts: Object.assign({}, ...measured.map(({ counts }) => counts)),
    };
  },
};
