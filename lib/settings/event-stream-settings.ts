import { eventFormatNames } from '../../lambda/contract/event-format';
import { orderings } from '../../lambda/contract/ordering';
import { partitionKeys } from '../../lambda/contract/partition-key';
import { arn, oneOf, physicalName, wholeNumber } from '../setting-kinds/setting-kinds';

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const eventStreamSettings = {
  streamName: physicalName(128).optional().meta({ absent: 'generated', description: 'as `queueName`, for the stream' }),
  streamArn: arn({
    of: 'a stream',
    service: 'kinesis',
    resource: 'stream/[A-Za-z0-9_.-]{1,128}',
    example: 'arn:aws:kinesis:eu-west-1:111122223333:stream/events',
  })
    .optional()
    .meta({ absent: 'a new stream', description: 'as `queueArn`, for the stream' }),
  streamMode: oneOf(['on-demand', 'provisioned'])
    .default('on-demand')
    .describe('on-demand needs no planning; provisioned is cheaper for a steady load'),
  streamShards: wholeNumber(1, 20_000, 'shards').optional().meta({
    absent: 'none; to be given with `streamMode` `provisioned`',
    description:
      'each takes 1,000 events or 1 MiB a second. Before a stream on demand is made a provisioned one, see [changes.md](changes.md#another-mode-of-the-stream)',
  }),
  streamRetentionHours: wholeNumber(24, 8_760, 'hours').default(24).describe('how long consumers may be down'),
  partitionKey: oneOf(partitionKeys)
    .default('submission_id')
    .describe('`device_id` keeps a device in one shard, at the risk of hot shards'),
  ordering: oneOf(orderings)
    .default('acknowledged')
    .describe(
      'what keeps the events of a submission in order. `acknowledged`: each is put when the one before it is acknowledged, 500 submissions a call. `strict`: the order that AWS guarantees, for a call an event. See [guarantees.md](guarantees.md#order-as-aws-documents-it)',
    ),
  eventFormat: oneOf(eventFormatNames)
    .default('nested')
    .describe('the shape of events in the stream, for whoever reads it: see [events.md](events.md)'),
};
