import { describe, expect, test } from '@jest/globals';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { runCdk, toContextArguments } from '../../local/cdk/run-cdk';
import { inProject, PROJECT } from '../../local/project';
import { appOf, stackIn } from '../support/stack';

const warningsOf = (chosen: Readonly<Record<string, string>>): readonly string[] =>
  Annotations.fromStack(stackIn(appOf(chosen)))
    .findWarning('*', Match.stringLikeRegexp('runbook'))
    .map(({ entry }) => String(entry.data));

const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';

describe('a runbook that cannot be opened from an alarm’s e-mail', () => {
  test.each<Readonly<Record<string, string>>>([
    { stage: 'prod' },
    { stage: 'dev', retainData: 'true' },
    { stage: 'dev', alarmEmail: 'on-call@example.com' },
    { stage: 'dev', alarmTopicArn },
    { stage: 'prod', runbookUrl: '/wiki/runbook' },
    { stage: 'prod', runbookUrl: 'wiki.example.com/runbook' },
    { stage: 'prod', runbookUrl: 'file:///docs/runbook.md' },
    { stage: 'prod', runbookUrl: 'https://' },
  ])('is warned about, with what to set: %j', (chosen) => {
    expect(warningsOf(chosen)).toEqual([
      expect.stringMatching(
        /^The alarms link \S+, which nobody can open .* set runbookUrl to its http or https URL.*\[ack: Annotation::telemetry-mapping:runbook-link\]$/,
      ),
    ]);
  });

  test.each<Readonly<Record<string, string>>>([
    { stage: 'prod', runbookUrl: 'https://wiki.example.com/runbook' },
    { stage: 'prod', runbookUrl: 'http://wiki/runbook' },
    { stage: 'prod', runbookUrl: 'HTTPS://wiki.example.com/runbook' },
  ])('is not what %j links', (chosen) => {
    expect(warningsOf(chosen)).toEqual([]);
  });

  test.each<Readonly<Record<string, string>>>([
    { stage: 'dev' },
    { stage: 'staging' },
    { stage: 'prod', alarmsCallNobody: 'true' },
    { stage: 'local' },
    { stage: 'local', retainData: 'true', alarmTopicArn },
  ])('is nobody’s trouble where no alarm calls anybody and data may go, or in an emulator: %j', (chosen) => {
    expect(warningsOf(chosen)).toEqual([]);
  });
});

describe('cdk synth --strict', () => {
  const synthesizeStrictly = (settings: Readonly<Record<string, string>>): Promise<void> =>
    runCdk({
      project: PROJECT,
      args: [
        ...['synth', '--strict', '--quiet', '--output', inProject('cdk.out', 'strict')],
        ...toContextArguments({ stage: 'prod', ...settings }),
      ],
    });

  test('shows the warning, and fails', async () => {
    await expect(synthesizeStrictly({ alarmEmail: 'on-call@example.com' })).rejects.toThrow(
      /The alarms link docs\/runbook\.md.*--strict/s,
    );
  }, 60_000);

  test('passes with a link that everybody can open', async () => {
    await synthesizeStrictly({ runbookUrl: 'https://wiki.example.com/runbook', alarmEmail: 'on-call@example.com' });
  }, 60_000);
});
