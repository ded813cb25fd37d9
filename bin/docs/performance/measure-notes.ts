import type { Figure, MeasureReport } from '../../../bench/report/report';
import { formatNumber } from './numbers';

/** What the figures of a measure mean, and why what is slow is slow, by the measure's id. */
export const measureNotes: Readonly<Record<string, (measure: MeasureReport) => string>> = {
  mapping: (measure) => {
    const furthest = furthestFromFloor(measure);
    return `How many events a second of processor time takes from the bodies of messages to the bytes of records. The floor decodes,
parses, maps and serialises the same submissions with no validation at all and with ids that cost nothing, so what is
above it is what validation and ids cost. Fleet-like submissions have 0 to 15 events, tiny ones 1, large ones 1,000. The
furthest from its floor is _${furthest.case}_, at ${formatNumber(furthest.beside?.ratio.median ?? 0)} of it: decoding, the envelope and the hash that makes
ids are paid once a submission, so they weigh most where a submission holds little.`;
  },
};

const furthestFromFloor = ({ figures }: MeasureReport): Figure => {
  const [furthest] = figures.toSorted((a, b) => (a.beside?.ratio.median ?? 0) - (b.beside?.ratio.median ?? 0));
  if (!furthest) throw new Error('The measure has no figures. Run npm run bench, which writes bench/report.json anew.');
  return furthest;
};
