import { z } from 'zod';
import { type EventFormatName, eventFormatNames } from '../../lambda/contract/event-format';
import type { Bench, Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import type { Figure } from '../report/report';
import { countEvents, type Encoding, encodings, makeSubmissions, toBody, type Workload } from '../workloads/workloads';

/** So many that a round takes some 20 ms or more. */
const sizes = {
  full: { rounds: 25, warmUpRounds: 40, submissions: { 'fleet-like': 1_500, tiny: 4_000, large: 10 } },
  smoke: { rounds: 2, warmUpRounds: 1, submissions: { 'fleet-like': 20, tiny: 20, large: 1 } },
};
const workloads: readonly Workload[] = ['fleet-like', 'tiny', 'large'];

/** The share of the floor that each should reach. */
const targets: Readonly<Record<Workload, Readonly<Record<EventFormatName, number>>>> = {
  'fleet-like': { nested: 0.85, flat: 0.85, ocsf: 0.74 },
  tiny: { nested: 0.55, flat: 0.55, ocsf: 0.55 },
  large: { nested: 1, flat: 1, ocsf: 0.8 },
};

const Mapped = z.object({ records: z.int(), bytes: z.int() });
const Answer = z.object({
  times: z.object({ domain: z.array(z.number()), floor: z.array(z.number()) }),
  domain: Mapped,
  floor: Mapped,
});

interface Case {
  readonly workload: Workload;
  readonly format: EventFormatName;
  readonly encoding: Encoding;
}

const cases: readonly Case[] = workloads.flatMap((workload) =>
  eventFormatNames.flatMap((format) => encodings.map((encoding) => ({ workload, format, encoding }))),
);

/** Each case in a process of its own, since a function has one format for as long as it lives. */
const measure = async ({ workload, format, encoding }: Case, { size, seed, programs }: Bench) => {
  const { rounds, warmUpRounds, submissions: counts } = sizes[size];
  const submissions = await makeSubmissions(workload, { count: counts[workload], seed });
  const bodies = submissions.map((submission) => toBody(submission, encoding));
  const input = { bodies, format, passes: 1, rounds: { rounds, warmUpRounds, seed } };
  const { times, domain, floor } = await programs.run('mapping/take-turns', { input, Answer });
  const name = [workload, format, encoding].join(', ');
  if (domain.records !== floor.records || domain.bytes !== floor.bytes) {
    throw new Error(
      `The floor of ${name} makes ${floor.records} records of ${floor.bytes} bytes, the domain ${domain.records} of ${domain.bytes}. Make bench/programs/mapping/floor-mapping.ts write what is published.`,
    );
  }
  const events = countEvents(submissions);
  const [ours, theirs] = [times.domain, times.floor].map((all) => all.map((time) => (events / time) * 1e6));
  const figure: Figure = {
    case: name,
    unit: 'events per CPU second',
    value: spreadOf(ours ?? []),
    beside: compare({ kind: 'floor', name: 'no validation, constant ids' }, ours ?? [], theirs ?? []),
    target: { of: 'ratio', is: 'at least', limit: targets[workload][format] },
  };
  return { figure, counts: { [`records of ${name}`]: domain.records, [`bytes of ${name}`]: domain.bytes } };
};

export const mapping: Measure = {
  id: 'mapping',
  title: 'Mapping: from the bodies of messages to the bytes of records',
  run: async (bench) => {
    const measured = [];
    for (const one of cases) {
      bench.say([one.workload, one.format, one.encoding].join(', '));
      measured.push(await measure(one, bench));
    }
    return {
      figures: measured.map(({ figure }) => figure),
      plots: [],
      counts: Object.assign({}, ...measured.map(({ counts }) => counts)),
    };
  },
};
