import type { Duration } from 'aws-cdk-lib';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';

export interface EventStreamProps {
  readonly streamName: string | undefined;
  readonly mode: 'on-demand' | 'provisioned';
  /** Of a provisioned stream. */
  readonly shards: number;
  readonly retention: Duration;
}

/** The stream of events. */
export class EventStream extends Construct {
  readonly stream: Stream;

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id);
    this.stream = new Stream(this, 'Stream', {
      ...(props.streamName && { streamName: props.streamName }),
      ...(props.mode === 'on-demand'
        ? { streamMode: StreamMode.ON_DEMAND }
        : { streamMode: StreamMode.PROVISIONED, shardCount: props.shards }),
      retentionPeriod: props.retention,
    });
  }
}
