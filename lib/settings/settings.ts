import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { partitionKeys } from '../../lambda/contract/partition-key';
import { alarmSettingTypes } from './alarm-settings';
import { arn, emailAddress, oneOf, oneOfNumbers, physicalName, trueOrFalse, wholeNumber } from './setting-types';

const retentionDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/**
 * What can be chosen for a stage. The ranges are those of AWS: of the SQS event source
 * (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html), of queues
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html), of functions
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) and of streams
 * (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html).
 */
export const settingTypes = {
  queueName: physicalName(80).optional(),
  queueArn: arn('sqs', '[A-Za-z0-9_-]{1,80}', 'arn:aws:sqs:eu-west-1:111122223333:submissions').optional(),
  streamName: physicalName(128).optional(),
  streamArn: arn(
    'kinesis',
    'stream/[A-Za-z0-9_.-]{1,128}',
    'arn:aws:kinesis:eu-west-1:111122223333:stream/events',
  ).optional(),
  batchSize: wholeNumber(1, 10_000, 'messages').default(500),
  batchingWindowSeconds: wholeNumber(0, 300, 'seconds').default(1),
  maximumConcurrency: wholeNumber(2, 1_000, 'invocations').optional(),
  minimumPollers: wholeNumber(2, 200, 'pollers').optional(),
  maximumPollers: wholeNumber(2, 2_000, 'pollers').optional(),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200, 'seconds').optional(),
  maxReceiveCount: wholeNumber(1, 1_000, 'receives').default(5),
  functionTimeoutSeconds: wholeNumber(1, 900, 'seconds').default(30),
  functionMemoryMegabytes: wholeNumber(128, 10_240, 'MB').default(1_024),
  reservedConcurrency: wholeNumber(2, 100_000, 'invocations').optional(),
  logLevel: oneOf(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  logRetentionDays: oneOfNumbers(retentionDays, 'days').default(30),
  streamMode: oneOf(['on-demand', 'provisioned']).default('on-demand'),
  streamShards: wholeNumber(1, 20_000, 'shards').optional(),
  streamRetentionHours: wholeNumber(24, 8_760, 'hours').default(24),
  partitionKey: oneOf(partitionKeys).default('submission_id'),
  eventFormat: oneOf(eventFormatNames).default('nested'),
  encryption: oneOf(['aws-managed', 'customer-managed']).default('aws-managed'),
  kmsKeyArn: arn(
    'kms',
    'key/[A-Za-z0-9-]+',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  ).optional(),
  retainData: trueOrFalse().default(true),
  terminationProtection: trueOrFalse().default(true),
  deployment: oneOf(['all-at-once', 'linear', 'canary']).optional(),
  alarmEmail: emailAddress().optional(),
  alarmTopicArn: arn('sns', '[A-Za-z0-9_-]{1,256}', 'arn:aws:sns:eu-west-1:111122223333:alarms').optional(),
  emulator: trueOrFalse().default(false),
  ...alarmSettingTypes,
};

export const SettingValues = z.strictObject(settingTypes);
/** What was chosen, and the defaults of the rest. */
export type SettingValues = z.infer<typeof SettingValues>;

/** Of the event source, where it has pollers of its own. */
export interface ProvisionedPollers {
  readonly minimum: number;
  readonly maximum: number;
}

/** The settings of a stage, with nothing left to be derived. */
export interface Settings extends Readonly<Omit<SettingValues, 'minimumPollers' | 'maximumPollers'>> {
  readonly visibilityTimeoutSeconds: number;
  readonly streamShards: number;
  readonly deployment: NonNullable<SettingValues['deployment']>;
  readonly provisionedPollers: ProvisionedPollers | undefined;
}
