import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';

/** How what is in a queue is kept. */
export interface QueueProtection {
  /** A customer-managed one; without it, SQS encrypts with a key of its own. */
  readonly encryptionKey: IKey | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/** The properties that every queue has: encrypted at rest and in transit. */
export const protectQueue = ({ encryptionKey, removalPolicy }: QueueProtection): QueueProps => ({
  ...(encryptionKey
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey }
    : { encryption: QueueEncryption.SQS_MANAGED }),
  enforceSSL: true,
  removalPolicy,
});
