import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { RunMonitor } from '../../local/run/run-monitor';
import type { Remains } from '../../local/run/verification/ledger';
import type { Faults, Verdict } from '../../local/run/verification/verdict';
import { eventReaders } from '../../schemas/formats/event-readers';

/** Of a verdict that has nothing to complain of. */
export const noFaults: Faults = {
  lost: 0,
  outOfOrder: 0,
  altered: 0,
  rejectedValid: 0,
  publishedInvalid: 0,
  unknownRejected: 0,
  foreign: 0,
};

/** A message as the queue took it. */
export interface SentMessage {
  readonly messageId: string;
  readonly body: string;
}

/**
 * Judges by what is left, as a local run does.
 *
 * @param sent all that was sent
 * @param records of the stream; those of a partition key in their order
 */
export const judge = (
  sent: readonly SentMessage[],
  records: readonly Pick<KinesisRecord, 'Data' | 'PartitionKey'>[],
  remains: Partial<Remains> = {},
): Verdict => {
  const monitor = new RunMonitor(eventReaders.nested, () => undefined);
  for (const { messageId, body } of sent) monitor.onSent(messageId, body);
  for (const { Data, PartitionKey } of records) {
    monitor.onRecord({ Data, PartitionKey, SequenceNumber: undefined });
  }
  return monitor.ledger.verdict({ submissionQueue: [], diagnosticQueue: [], deadLetterQueue: [], ...remains }, 0);
};
