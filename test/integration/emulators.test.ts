import { CreateStreamCommand, type KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from '@jest/globals';
import { startEmulators, stopEmulators } from '../../local/emulated-aws/emulators/emulators';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { StreamReader } from '../../local/emulated-aws/stream-reader';

const KEPT = 1_000;
const PUT = 3_000;
const CALL = 500;

const aRecord = (number: number) => ({ PartitionKey: 'key', Data: Buffer.from(String(number)) });

const putAtOnce = async (kinesis: KinesisClient): Promise<void> => {
  for (let first = 0; first < PUT; first += CALL) {
    const Records = Array.from({ length: CALL }, (_, index) => aRecord(first + index));
    await kinesis.send(new PutRecordsCommand({ StreamName: 'events', Records }));
  }
};
const putOneByOne = async (kinesis: KinesisClient): Promise<void> => {
  for (let number = 0; number < PUT; number++) {
    await kinesis.send(new PutRecordCommand({ StreamName: 'events', ...aRecord(number) }));
  }
};

test.each([
  ['many a call', putAtOnce],
  ['one by one', putOneByOne],
])(
  'the stream emulator forgets the oldest records of a shard, so that its memory does not grow with the run: %s',
  async (_, put) => {
    const emulators = await startEmulators({ sqs: 0, kinesis: 0 }, KEPT);
    try {
      const { kinesis } = createClients({ sqs: emulators.sqs.endpoint, kinesis: emulators.kinesis.endpoint });
      await kinesis.send(new CreateStreamCommand({ StreamName: 'events', ShardCount: 1 }));
      await put(kinesis);
      const numbers: number[] = [];
      const reader = new StreamReader(kinesis, 'events', ({ Data = new Uint8Array() }) =>
        numbers.push(Number(Buffer.from(Data).toString())),
      );
      reader.finish();
      await reader.run(new AbortController().signal);
      expect(numbers.length).toBeLessThan(1.2 * KEPT);
      expect(numbers.length).toBeGreaterThanOrEqual(KEPT);
      expect(numbers).toEqual(Array.from(numbers, (_, index) => PUT - numbers.length + index));
    } finally {
      await stopEmulators(emulators);
    }
  },
  30_000,
);
