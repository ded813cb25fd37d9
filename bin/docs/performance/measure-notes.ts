import type { Figure, MeasureReport } from '../../../bench/report/report';
import { formatNumber } from '../../../local/views/numbers';
import { functionsWithout } from './peer-outcomes';
import { furthest } from './report-figures';

/** What the figures of a measure mean, and why what is slow is slow, by the measure's id. */
export const measureNotes: Readonly<Record<string, (measure: MeasureReport) => string>> = {
  mapping: (measure) => {
    const slowest = furthest(measure, 'least');
    return `How many events a second of processor time takes from the bodies of messages to the bytes of records. The floor decodes,
parses, maps and serialises the same submissions with no validation at all and with ids that cost nothing, so what is
above it is what validation and ids cost. Fleet-like submissions have 0 to 15 events, tiny ones 1, large ones 1,000. The
furthest from its floor is _${slowest.case}_, at ${ratioOf(slowest)} of it. Decoding, the envelope and the hash that makes ids are paid once a
submission, so they weigh most where a submission holds little. Functions written by hand for each format and type, or
generated, would come nearer to the floor, by a small part of what an invocation takes: shapes of events would then be
stated twice, or as text of a program. Texts with escapes, such as paths of Windows, cost more, since each is escaped
again.`;
  },
  handler: (measure) => {
    const slowest = furthest(measure, 'most');
    return `Processor time of a whole invocation, beside the SDK that sends the same records, already mapped, in as few calls as
possible. What is above that floor is the mapping, log and metrics, and more calls, since a call carries one event of a
submission only. It is most at _${slowest.case}_: ${ratioOf(slowest)} times the floor.`;
  },
  'round-trips': (measure) => {
    const slowest = furthest(measure, 'most');
    return `How long an invocation takes where each call takes so many milliseconds, beside the calls that the longest of its
submissions cannot do without: its events are put one after the other, since that keeps their order. The furthest from
that floor is _${slowest.case}_, at ${ratioOf(slowest)} times it. A batch of more submissions than the 500 records that a call carries needs more
calls than its longest submission, and mapping takes time too.`;
  },
  'gb-seconds':
    () => `What Lambda bills is memory by duration, and processor comes with memory. Durations are computed for each memory from
processor time and waiting that were measured with a whole processor, and checked with the function held to a share of
one. What an invocation waits for calls, it waits with any memory, and a small batch waits as long as a large one with
submissions of the same length, for fewer events.`,
  faults:
    () => `What it costs when a tenth of the records fails, and what order costs as AWS guarantees it in writing: with \`ordering\` set
to \`strict\`, each event is a call.`,
  peers: (measure) => {
    const safe = functionsWithout(measure, ['lost', 'out of order']);
    return `The same job as it is often written: all records of the batch by PutRecords, with failed ones ignored or put again, or
record by record. While a tenth of the records fails, these neither lose events nor put them out of order: ${safe.map((name) => `_${name}_`).join(', ')}.`;
  },
  traffic:
    () => `What submissions come to in the units that are billed. The log grows far less than the batch: a line of the batch, a sample
of ten devices, and the metrics, of which only the latencies have a value a submission.`,
  start: () =>
    'What a start of the function reads and runs until its first record, beside a handler that only makes the same clients.',
  memory: () => 'The most that the process had resident, up to the largest invocation that Lambda makes.',
  scaling:
    () => `Processor time an event, as one thing grows and all else stays. A flat line is a cost that does not grow with it; a falling
one is what is paid once a batch or submission, shared by more events.`,
};

const ratioOf = ({ beside }: Figure): string => formatNumber(beside?.ratio.median ?? Number.NaN);
