import type { ChosenSettings } from '../../../lib/settings/settings';

/** A change of settings that people may want to make, and what no template tells of it. */
export interface SettingChange {
  /** As a person would say it, in Markdown. */
  readonly what: string;
  readonly from: ChosenSettings;
  readonly to: ChosenSettings;
  /** Whether both versions may process submissions, while CodeDeploy shifts them. */
  readonly whileShifting: string;
  readonly before: string;
}

const streamShards = 4;
const key = (id: string): string => `arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-12345678900${id}`;
const moveQueue = '[stop the senders and empty the queue](#another-queue)';

/** What changes of settings do to a stack that is deployed. */
export const settingChanges: readonly SettingChange[] = [
  {
    what: '`queueName`',
    from: { queueName: 'submissions' },
    to: { queueName: 'submissions-2' },
    whileShifting: 'yes',
    before: moveQueue,
  },
  {
    what: 'to `queueArn`',
    from: { queueName: 'submissions' },
    to: { queueArn: 'arn:aws:sqs:eu-west-1:111122223333:from-sensors' },
    whileShifting: 'yes',
    before: moveQueue,
  },
  {
    what: '`streamName`',
    from: { streamName: 'events' },
    to: { streamName: 'events-2' },
    whileShifting: 'no, where it is rolled back',
    before: '[stop the senders and empty the queue](#another-stream)',
  },
  {
    what: 'to `streamArn`',
    from: { streamName: 'events' },
    to: { streamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection' },
    whileShifting: 'yes, into two streams',
    before: '[let consumers read both](#another-stream)',
  },
  {
    what: '`encryption` to `customer-managed`',
    from: { encryption: 'aws-managed' },
    to: { encryption: 'customer-managed' },
    whileShifting: 'yes',
    before: '[let senders and consumers use the key](#another-encryption)',
  },
  {
    what: '`encryption` to `aws-managed`',
    from: { encryption: 'customer-managed' },
    to: { encryption: 'aws-managed' },
    whileShifting: 'yes',
    before: '[set `formerKmsKeyArn`](#another-encryption)',
  },
  {
    what: '`kmsKeyArn`',
    from: { encryption: 'customer-managed', kmsKeyArn: key('a') },
    to: { encryption: 'customer-managed', kmsKeyArn: key('b') },
    whileShifting: 'yes',
    before: '[let them use the key, and set `formerKmsKeyArn`](#another-encryption)',
  },
  {
    what: '`streamMode` to `provisioned`',
    from: { streamMode: 'on-demand' },
    to: { streamMode: 'provisioned', streamShards },
    whileShifting: 'yes',
    before: '[ask how many shards are open](#another-mode-of-the-stream)',
  },
  {
    what: '`streamMode` to `on-demand`',
    from: { streamMode: 'provisioned', streamShards },
    to: { streamMode: 'on-demand' },
    whileShifting: 'yes',
    before: '',
  },
  {
    what: '`streamShards`',
    from: { streamMode: 'provisioned', streamShards },
    to: { streamMode: 'provisioned', streamShards: 2 * streamShards },
    whileShifting: 'yes',
    before: 'half to twice of them at once, ten times in 24 hours',
  },
  {
    what: '`streamRetentionHours`',
    from: { streamRetentionHours: 168 },
    to: { streamRetentionHours: 24 },
    whileShifting: 'yes',
    before: 'have consumers catch up: what is older cannot be read any more, at once',
  },
  {
    what: '`partitionKey`',
    from: { partitionKey: 'submission_id' },
    to: { partitionKey: 'device_id' },
    whileShifting: 'yes, into two shards',
    before: '',
  },
  {
    what: '`ordering`',
    from: { ordering: 'acknowledged' },
    to: { ordering: 'strict' },
    whileShifting: 'yes',
    before: '',
  },
  {
    what: '`eventFormat`',
    from: { eventFormat: 'nested' },
    to: { eventFormat: 'flat' },
    whileShifting: 'yes, in two formats',
    before: 'let consumers read both formats',
  },
  {
    what: '`functionTimeoutSeconds`',
    from: { functionTimeoutSeconds: 30 },
    to: { functionTimeoutSeconds: 60 },
    whileShifting: 'yes',
    before: '',
  },
  {
    what: '`batchSize`, `maximumConcurrency`',
    from: { batchSize: 500, maximumConcurrency: 100 },
    to: { batchSize: 50, maximumConcurrency: 20 },
    whileShifting: 'yes',
    before: '',
  },
  {
    what: '`deployment`',
    from: { deployment: 'canary' },
    to: { deployment: 'all-at-once' },
    whileShifting: 'does not shift',
    before: '',
  },
];
