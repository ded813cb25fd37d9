import type { RemovalPolicy } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  /** Of an existing key, which is used as it is; a key is created without it. */
  readonly existingKeyArn: string | undefined;
  /** Of a key that is created. What it encrypted cannot be read without it, so it has to live as long as that. */
  readonly removalPolicy: RemovalPolicy;
}

/** The customer-managed key that queues and stream are encrypted with. */
export class EncryptionKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, { existingKeyArn, removalPolicy }: EncryptionKeyProps) {
    super(scope, id);
    this.key =
      existingKeyArn === undefined
        ? new Key(this, 'Key', {
            description: 'Encrypts the submissions and events of the telemetry mapping.',
            enableKeyRotation: true,
            removalPolicy,
          })
        : Key.fromKeyArn(this, 'Key', existingKeyArn);
  }
}
