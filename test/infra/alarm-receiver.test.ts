import { describe, expect, test } from '@jest/globals';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { appOf, stackIn } from '../support/stack';

type Chosen = Readonly<Record<string, string>>;

const warningsOf = (chosen: Chosen): readonly string[] =>
  Annotations.fromStack(stackIn(appOf({ runbookUrl: 'https://wiki.example.com/runbook', ...chosen })))
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));

const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';

describe('a stage whose alarms reach nobody', () => {
  test.each<Chosen>([{ stage: 'prod' }, { stage: 'dev', retainData: 'true' }])(
    'is warned about where it keeps its data, with what to set: %j',
    (chosen) => {
      expect(warningsOf(chosen)).toEqual([
        expect.stringMatching(
          /^Nobody is told when an alarm of stage (prod|dev) rings, .* Set alarmEmail or alarmTopicArn: .* set alarmsCallNobody to true\./,
        ),
      ]);
    },
  );

  test.each<Chosen>([
    { stage: 'prod', alarmEmail: 'on-call@example.com' },
    { stage: 'prod', alarmTopicArn, existingResourcesChecked: 'true' },
    { stage: 'prod', alarmsCallNobody: 'true' },
    { stage: 'dev' },
    { stage: 'local', retainData: 'true' },
  ])('is not %j', (chosen) => {
    expect(warningsOf(chosen)).toEqual([]);
  });
});

test('an existing topic is warned about, with what it has to allow, until it was seen to', () => {
  expect(warningsOf({ stage: 'prod', alarmTopicArn })).toEqual([
    expect.stringMatching(
      /^The topic of alarms is an existing one, .* cloudwatch\.amazonaws\.com to publish, .* kms:Decrypt and kms:GenerateDataKey\*, .* Then set existingResourcesChecked to true\./,
    ),
  ]);
});
