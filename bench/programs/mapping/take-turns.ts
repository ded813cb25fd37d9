import type { EventFormatName } from '../../../lambda/contract/event-format';
import { interleave, type Rounds } from '../../harness/interleave';
import { answer } from '../answer';
import type { BatchMapping, MappedBatch } from './batch-mapping';
import { createDomainMapping } from './domain-mapping';
import { createFloorMapping } from './floor-mapping';

interface Input {
  readonly bodies: readonly string[];
  readonly format: EventFormatName;
  /** How often the bodies are mapped in one round. */
  readonly passes: number;
  readonly rounds: Rounds;
}

/** The default of the stack's batches. */
const BATCH_SIZE = 500;

answer(async ({ bodies, format, passes, rounds }: Input) => {
  const batches = Array.from({ length: Math.ceil(bodies.length / BATCH_SIZE) }, (_, batch) =>
    bodies.slice(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE),
  );
  const mapAll = (map: BatchMapping): MappedBatch => {
    const mapped = { records: 0, bytes: 0 };
    for (const batch of batches) {
      const { records, bytes } = map(batch);
      mapped.records += records;
      mapped.bytes += bytes;
    }
    return mapped;
  };
  const contenders = { domain: createDomainMapping(format), floor: createFloorMapping(format) };
  const times = await interleave(
    Object.entries(contenders).map(([name, map]) => ({
      name,
      run: () => {
        for (let pass = 0; pass < passes; pass++) mapAll(map);
      },
    })),
    rounds,
  );
  return { times, domain: mapAll(contenders.domain), floor: mapAll(contenders.floor) };
});
