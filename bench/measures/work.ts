import { countWork } from '../harness/count-work';
import type { Bench, Measure } from '../harness/measure';
import { compare, exactly } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { createInvoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import { createDomainMapping } from '../programs/mapping/domain-mapping';
import type { Figure } from '../report/report';
import { toBody } from '../workloads/message-body';
import { makeSubmissions, type Workload, workloadNames } from '../workloads/workloads';

/** Submissions of each kind: the same in a smoke run, so that it counts the same. */
const counted: Readonly<Record<Workload, number>> = { 'fleet-like': 200, tiny: 200, large: 2 };

/** What JSON.parse and patterns went over, and what was read of what they gave, to map submissions: in one pass. */
const countMapping = async (workload: Workload, { seed }: Bench): Promise<Readonly<Record<string, number>>> => {
  const submissions = await makeSubmissions(workload, { count: counted[workload], seed });
  const bodies = submissions.map((submission) => toBody(submission, 'base64'));
  const { result, work } = countWork(() => createDomainMapping('nested')(bodies));
  return {
    [`records of ${workload}`]: result.records,
    [`bytes of records of ${workload}`]: result.bytes,
    [`parsed characters of ${workload}`]: work.parsed,
    [`reads of parsed values of ${workload}`]: work.reads,
    [`characters matched by patterns of ${workload}`]: work.matched,
  };
};

/** What one invocation asks of services that take everything. */
const countCalls = async (bench: Bench) => {
  await using invoker = await createInvoker(bench);
  const batch = await makeBatch('fleet-like', { count: counted['fleet-like'], seed: bench.seed });
  const deployed = invoker.deployed('deployed');
  const turns = [{ function: deployed.name, payload: 0, conditions: healthy }];
  const scenarios = [{ turns, warmUpRounds: 0, rounds: 1 }];
  const [[[invocation] = []] = []] = await invoker.play({
    functions: [deployed],
    payloads: [batch.payload],
    scenarios,
  });
  if (!invocation) throw new Error('The function was not invoked, though it was asked for.');
  const { calls, records, bytes } = invocation.counts;
  const figure: Figure = {
    case: `PutRecords calls for ${batch.submissions} submissions, fleet-like`,
    unit: 'calls',
    value: exactly(calls['PutRecords'] ?? 0),
    beside: compare(
      { kind: 'floor', name: 'events of the longest of them' },
      [calls['PutRecords'] ?? 0],
      [batch.longest],
    ),
  };
  return {
    figure,
    counts: {
      calls: Object.values(calls).reduce((sum, ofOperation) => sum + ofOperation, 0),
      'records put': records,
      'bytes of calls': bytes,
    },
  };
};

export const work: Measure = {
  id: 'work',
  title: 'Work: what is counted instead of timed, and so is the same on any machine',
  run: async (bench) => {
    bench.say('mapping');
    const counts: Record<string, number> = {};
    for (const workload of workloadNames) {
      Object.assign(counts, await countMapping(workload, bench));
    }
    bench.say('calls');
    const called = await countCalls(bench);
    return { figures: [called.figure], plots: [], counts: { ...counts, ...called.counts } };
  },
};
