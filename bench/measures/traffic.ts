import { z } from 'zod';
import { billRecords } from '../../costs/kinesis-usage';
import type { Bench, Measure } from '../harness/measure';
import { exactly } from '../harness/spread';
import { type Batch, makeBatch } from '../invocations/batch';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import { toBody } from '../workloads/message-body';
import { countEvents, makeSubmissions, type Workload } from '../workloads/workloads';

const sizes = {
  full: { batches: [1, 10, 100, 500, 1_000, 3_000], counted: 1_000 },
  smoke: { batches: [1, 10], counted: 10 },
};
const workload: Workload = 'fleet-like';

const Logged = z.array(z.object({ bytes: z.int(), lines: z.int() }));

const countLog = async (invoker: Invoker, { programs }: Bench, batches: readonly Batch[]) => {
  await invoker.aws.begin(healthy);
  const input = { function: invoker.deployed('deployed'), payloads: batches.map(({ payload }) => payload) };
  return programs.run('traffic/count-log', { input, Answer: Logged });
};

/** What SQS and Kinesis bill of submissions and of their events. */
const countTraffic = async (invoker: Invoker, { size, seed }: Bench): Promise<Readonly<Record<string, number>>> => {
  const count = sizes[size].counted;
  const { payload } = await makeBatch(workload, { count, seed });
  const { arrived } = await invoker.record(invoker.deployed('deployed'), payload);
  const submissions = await makeSubmissions(workload, { count, seed });
  const billed = billRecords(
    arrived.map(({ partitionKey, data }) => partitionKey.length + Buffer.from(data, 'base64').length),
  );
  return {
    submissions: submissions.length,
    events: countEvents(submissions),
    'bytes of messages': submissions.reduce((sum, submission) => sum + toBody(submission, 'base64').length, 0),
    records: arrived.length,
    'bytes of records': billed.bytes,
    'kilobytes of records, each rounded up': billed.kilobytes,
    'payload units of records': billed.payloadUnits,
  };
};

export const traffic: Measure = {
  id: 'traffic',
  title: 'Traffic: what submissions come to in messages, records and log',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    bench.say('messages and records');
    const counts = await countTraffic(invoker, bench);
    bench.say('log');
    const batches = await Promise.all(
      sizes[bench.size].batches.map((count) => makeBatch(workload, { count, seed: bench.seed })),
    );
    const logged = await countLog(invoker, bench, batches);
    return {
      figures: batches.flatMap(({ submissions }, index) => {
        const ofBatch = `a batch of ${submissions.toLocaleString('en')}`;
        const { bytes = 0, lines = 0 } = logged[index] ?? {};
        return [
          { case: `bytes logged of ${ofBatch}`, unit: 'bytes', value: exactly(bytes) },
          { case: `lines logged of ${ofBatch}`, unit: 'lines', value: exactly(lines) },
        ];
      }),
      plots: [
        {
          title: 'Log by batch size',
          x: { label: 'submissions in a batch', scale: 'log' },
          y: { label: 'bytes of log a submission', scale: 'log' },
          lines: [
            {
              name: 'deployed function',
              points: batches.map(({ submissions }, index) => ({
                x: submissions,
                y: exactly((logged[index]?.bytes ?? 0) / submissions),
              })),
            },
          ],
        },
      ],
      counts,
    };
  },
};
