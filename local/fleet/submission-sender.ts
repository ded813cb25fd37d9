import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import DataLoader from 'dataloader';
import { splitIntoBatches } from '../../lambda/adapters/sqs-batches';

/** Puts submissions on the queue, as sensors do. What is sent in the same turn of the event loop shares calls. */
export class SubmissionSender {
  readonly #sends: DataLoader<string, undefined>;

  constructor(sqs: SQSClient, queueUrl: string) {
    const sendBatch = async (bodies: readonly string[]): Promise<readonly (undefined | Error)[]> => {
      const Entries = bodies.map((body, index) => ({ Id: String(index), MessageBody: body }));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      const failures = new Map(Failed.map(({ Id, Code, Message }) => [Id, new Error(`${Code}: ${Message}`)]));
      return Entries.map(({ Id }) => failures.get(Id));
    };
    this.#sends = new DataLoader<string, undefined>(
      async (bodies) => {
        const results: (undefined | Error)[] = [];
        for (const batch of splitIntoBatches(bodies, Buffer.byteLength)) {
          results.push(...(await sendBatch(batch).catch((error: Error) => batch.map(() => error))));
        }
        return results;
      },
      { cache: false },
    );
  }

  /** @throws Error with SQS's reason where it did not take the body */
  async send(body: string): Promise<void> {
    await this.#sends.load(body);
  }
}
