import { arn, emailAddress, oneOf, trueOrFalse, wholeNumber } from '../setting-kinds/setting-kinds';

const key = arn({
  of: 'a symmetric key',
  service: 'kms',
  resource: 'key/[A-Za-z0-9-]+',
  example: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
});

export const dataSettings = {
  encryption: oneOf(['aws-managed', 'customer-managed'])
    .default('aws-managed')
    .describe(
      'of queues and stream. A customer-managed key decides who may read, and costs; senders and consumers need it too',
    ),
  kmsKeyArn: key.optional().meta({ absent: 'a new key', description: 'where `encryption` is `customer-managed`' }),
  formerKmsKeyArn: key.optional().meta({
    absent: 'none',
    description:
      'the customer-managed key before, after `encryption` or `kmsKeyArn` was changed: what it encrypted can be read until it is gone. See [changes.md](changes.md#another-encryption)',
  }),
  retainData: trueOrFalse()
    .default(true)
    .describe('queues, stream, log group and key outlive the stack. False where they may go with it'),
  terminationProtection: trueOrFalse().default(true).describe('the stack can be deleted only after this is lifted'),
};

export const deploymentSettings = {
  deployment: oneOf(['all-at-once', 'linear', 'canary']).optional().meta({
    absent: 'canary; all-at-once with `emulator`',
    description:
      'how batches shift to a new version: a tenth each minute (`linear`), or a tenth and after 5 minutes the rest (`canary`)',
  }),
  rollbackUnfinishedPercent: wholeNumber(1, 100, 'percent')
    .default(30)
    .describe(
      'of what a new version receives in a minute, rejected or failed: from here on, a deployment is rolled back; see [changes.md](changes.md#what-has-a-deployment-rolled-back)',
    ),
  rollbackTrafficFloor: wholeNumber(1, 100_000_000, 'submissions')
    .default(20)
    .describe('a minute, by the new version; below it, `rollbackUnfinishedPercent` says nothing'),
  existingResourcesChecked: trueOrFalse()
    .default(false)
    .describe(
      'says that what synth cannot check of an existing queue, stream, key, role or topic of alarms was seen to; synth warns until then',
    ),
  emulator: trueOrFalse()
    .default(false)
    .describe('leaves out what emulators of AWS do not know: CodeDeploy and what only observes'),
};

export const alarmReceiverSettings = {
  alarmEmail: emailAddress()
    .optional()
    .meta({ absent: 'nobody', description: 'gets the alarms, once the subscription is confirmed' }),
  alarmTopicArn: arn({
    of: 'an SNS topic',
    service: 'sns',
    resource: '[A-Za-z0-9_-]{1,256}',
    example: 'arn:aws:sns:eu-west-1:111122223333:alarms',
  })
    .optional()
    .meta({
      absent: 'none',
      description:
        'gets the alarms, instead of `alarmEmail`; what its policy has to allow is in [deploy.md](deploy.md#who-is-called)',
    }),
  alarmsCallNobody: trueOrFalse()
    .default(false)
    .describe('says that nobody is to get the alarms; synth warns of a stage that keeps its data without a receiver'),
};
