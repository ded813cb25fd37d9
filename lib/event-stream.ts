import { type Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IStream, Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface EventStreamProps {
  /** Of an existing stream, which is left as it is; all else is for a new one. */
  readonly existingStreamArn: string | undefined;
  /** Whether what cannot be checked of an existing stream was seen to. */
  readonly existingChecked: boolean;
  readonly streamName: string | undefined;
  /** Of a provisioned stream; without it, the stream is on demand. */
  readonly shards: number | undefined;
  readonly retention: Duration;
  /** A customer-managed one; without it, the key of Kinesis, `alias/aws/kinesis`. */
  readonly encryptionKey: IKey | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/** The stream of events. */
export class EventStream extends Construct {
  readonly stream: IStream;

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id);

    if (props.existingStreamArn !== undefined) {
      this.stream = Stream.fromStreamArn(this, 'Stream', props.existingStreamArn);
      if (!props.existingChecked) this.#warnOfExisting();
      return;
    }

    this.stream = new Stream(this, 'Stream', {
      ...(props.streamName && { streamName: props.streamName }),
      ...(props.shards === undefined
        ? { streamMode: StreamMode.ON_DEMAND }
        : { streamMode: StreamMode.PROVISIONED, shardCount: props.shards }),
      retentionPeriod: props.retention,
      ...(props.encryptionKey
        ? { encryption: StreamEncryption.KMS, encryptionKey: props.encryptionKey }
        : { encryption: StreamEncryption.MANAGED }),
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.stream).acknowledge({
      id: 'AwsSolutions-KDS3',
      reason: 'The AWS-managed key is the default; the setting `encryption` chooses a customer-managed one.',
    });
  }

  #warnOfExisting(): void {
    Validations.of(this).addWarning(
      'telemetry-mapping:existing-stream',
      'The event stream is an existing one, which cannot be checked here. See to it that it is in this account and region, has shards for the load (1,000 events or 1 MiB a second each), keeps records as long as consumers may be down, is encrypted, and that the function may use the KMS key where it is not the one of the settings. Then set existingResourcesChecked to true.',
    );
  }
}
