import type { EventFormatName } from '../../../lambda/contract/event-format';
import { interleave, type Rounds } from '../../harness/interleave';
import { answer } from '../answer';
import type { BatchMapping, MappedBatch } from './batch-mapping';
import { createDomainMapping } from './domain-mapping';
import { createFloorMapping } from './floor-mapping';

interface Input {
  readonly bodies: readonly string[];
  readonly format: EventFormatName;
  /** Formats whose floors take turns with it. */
  readonly floors: readonly EventFormatName[];
  readonly rounds: Rounds;
}

/** The default of the stack's batches. */
const BATCH_SIZE = 500;

answer(async ({ bodies, format, floors, rounds }: Input) => {
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
  const domain = createDomainMapping(format);
  const times = await interleave(
    [
      { name: 'domain', run: () => mapAll(domain) },
      ...floors.map((floor) => {
        const map = createFloorMapping(floor);
        return { name: floor, run: () => mapAll(map) };
      }),
    ],
    rounds,
  );
  return { times, domain: mapAll(domain), floor: mapAll(createFloorMapping(format)) };
});
