import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from '@jest/globals';
import { startEmulators, stopEmulators } from '../../local/emulated-aws/emulators/emulators';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { StreamReader } from '../../local/emulated-aws/stream-reader';

const KEPT = 1_000;
const CALL = 500;

test('the stream emulator forgets the oldest records of a shard, so that its memory does not grow with the run', async () => {
  const emulators = await startEmulators({ sqs: 0, kinesis: 0 }, KEPT);
  try {
    const { kinesis } = createClients({ sqs: emulators.sqs.endpoint, kinesis: emulators.kinesis.endpoint });
    await kinesis.send(new CreateStreamCommand({ StreamName: 'events', ShardCount: 1 }));
    for (let call = 0; call < 6; call++) {
      const Records = Array.from({ length: CALL }, (_, index) => ({
        PartitionKey: 'key',
        Data: Buffer.from(String(call * CALL + index)),
      }));
      await kinesis.send(new PutRecordsCommand({ StreamName: 'events', Records }));
    }
    const numbers: number[] = [];
    const reader = new StreamReader(kinesis, 'events', ({ Data = new Uint8Array() }) =>
      numbers.push(Number(Buffer.from(Data).toString())),
    );
    reader.finish();
    await reader.run(new AbortController().signal);
    expect(numbers.length).toBeLessThan(1.2 * KEPT);
    expect(numbers.length).toBeGreaterThanOrEqual(KEPT);
    expect(numbers).toEqual(Array.from(numbers, (_, index) => 6 * CALL - numbers.length + index));
  } finally {
    await stopEmulators(emulators);
  }
}, 30_000);
