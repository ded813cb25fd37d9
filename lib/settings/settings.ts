import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { eventFormatNames, partitionKeys } from '../../lambda/environment';
import { alarmSettingTypes } from './alarm-settings';
import { oneOf, oneOfNumbers, physicalName, wholeNumber } from './setting-types';

const retentionDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/**
 * What can be chosen for a stage. The ranges are those of AWS: of the SQS event source
 * (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html), of queues
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html), of functions
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) and of streams
 * (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html).
 */
export const settingTypes = {
  queueName: physicalName(80).optional(),
  streamName: physicalName(128).optional(),
  batchSize: wholeNumber(1, 10_000, 'messages').default(500),
  batchingWindowSeconds: wholeNumber(0, 300, 'seconds').default(1),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200, 'seconds').optional(),
  maxReceiveCount: wholeNumber(1, 1_000, 'receives').default(5),
  functionTimeoutSeconds: wholeNumber(1, 900, 'seconds').default(30),
  functionMemoryMegabytes: wholeNumber(128, 10_240, 'MB').default(1_024),
  logLevel: oneOf(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  logRetentionDays: oneOfNumbers(retentionDays, 'days').default(30),
  streamMode: oneOf(['on-demand', 'provisioned']).default('on-demand'),
  streamShards: wholeNumber(1, 20_000, 'shards').optional(),
  streamRetentionHours: wholeNumber(24, 8_760, 'hours').default(24),
  partitionKey: oneOf(partitionKeys).default('submission_id'),
  eventFormat: oneOf(eventFormatNames).default('nested'),
  ...alarmSettingTypes,
};

const SettingValues = z.strictObject(settingTypes);
type SettingValues = z.infer<typeof SettingValues>;

/**
 * Lambda's advice: a message must stay hidden while its batch is gathered, processed, and retried where Lambda
 * throttles. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const leastVisibilityTimeout = ({
  functionTimeoutSeconds,
  batchingWindowSeconds,
}: Pick<SettingValues, 'functionTimeoutSeconds' | 'batchingWindowSeconds'>): number =>
  6 * functionTimeoutSeconds + batchingWindowSeconds;

/** The settings of a stage, with nothing left to be derived. */
export const Settings = SettingValues.superRefine((values, context) => {
  const refuse = (path: keyof SettingValues, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });

  const least = leastVisibilityTimeout(values);
  if (values.visibilityTimeoutSeconds !== undefined && values.visibilityTimeoutSeconds < least) {
    refuse(
      'visibilityTimeoutSeconds',
      `must be at least ${least}: 6 x functionTimeoutSeconds (${values.functionTimeoutSeconds}) + batchingWindowSeconds (${values.batchingWindowSeconds}). Raise it, lower those, or leave it out to have it follow them`,
    );
  }
  if (least > 43_200) {
    refuse(
      'functionTimeoutSeconds',
      `asks for a visibility timeout of ${least} seconds, but SQS takes at most 43200. Lower it`,
    );
  }
  if (values.batchSize > 10 && values.batchingWindowSeconds < 1) {
    refuse(
      'batchingWindowSeconds',
      `must be at least 1 for a batchSize over 10 (it is ${values.batchSize}). Raise it, or lower batchSize to 10`,
    );
  }
  if (values.streamMode === 'on-demand' && values.streamShards !== undefined) {
    refuse('streamShards', 'is for a provisioned stream only. Leave it out, or set streamMode to provisioned');
  }
}).transform(({ visibilityTimeoutSeconds, streamShards, ...values }) => ({
  ...values,
  visibilityTimeoutSeconds: visibilityTimeoutSeconds ?? leastVisibilityTimeout(values),
  streamShards: streamShards ?? 1,
}));
export type Settings = z.output<typeof Settings>;
