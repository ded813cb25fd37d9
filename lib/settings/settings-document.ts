import { z } from 'zod';
import { alarmSettingTypes } from '../monitoring/alarm-settings';
import { eventSourceSettings } from './event-source-settings';
import { eventStreamSettings } from './event-stream-settings';
import { functionSettings } from './function-settings';
import { ownershipSettings } from './ownership-settings';
import { sharingSettings } from './sharing-settings';
import { alarmReceiverSettings, dataSettings, deploymentSettings } from './stage-settings';
import { submissionQueueSettings } from './submission-queue-settings';

const introduction = `# Settings

<!-- Written by \`npm run docs\` from lib/settings and lib/monitoring: change it there. -->

What can be chosen for a stage. The settings of each stage are in \`cdk.json\`, under \`stages\`. Any of them can be given on
the command line too, and takes precedence there: \`npx cdk deploy -c stage=dev -c batchSize=50\`. In a stack of your own,
they are the property \`settings\` of the construct \`TelemetryMapping\`. What is left out has its default. On the command
line, a list is written with commas: \`-c senderArns=111122223333,arn:aws:iam::444455556666:role/gateway\`, and so are tags:
\`-c tags=team=edr,cost-centre=42\`. They take the place of all that the stage has.

What of the stage cannot stand beside a choice of the command line gives way to it, as if the stage did not have it:
\`queueName\` to \`-c queueArn=...\`, and \`queueArn\` to \`-c queueName=...\`; the same of the stream; \`streamShards\` to
\`-c streamMode=on-demand\`; pollers to \`-c maximumConcurrency=...\`, \`alarmEmail\` to \`-c alarmTopicArn=...\` and to
\`-c alarmsCallNobody=true\`, and the other way round; \`kmsKeyArn\` to \`-c encryption=aws-managed\`; \`deployment\` and \`consumerArns\` to \`-c emulator=true\`; and
a \`visibilityTimeoutSeconds\` that has become too short. Other values that do not fit each other are refused: give both.

What AWS would refuse, or what would lose or delay submissions, is refused at synth with a sentence that says what to
change. What each alarm means, and what to do when it rings, is in the [runbook](runbook.md).`;

/** The tables of the document, in order. */
const tables: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  'Where submissions come from': submissionQueueSettings,
  'Batching and concurrency': eventSourceSettings,
  Function: functionSettings,
  'Stream and events': eventStreamSettings,
  'Who sends and reads': sharingSettings,
  'Encryption and data': dataSettings,
  Deployment: deploymentSettings,
  'Tags and roles': ownershipSettings,
  'Who gets the alarms': alarmReceiverSettings,
  'When alarms ring, and what they link': alarmSettingTypes,
};

/** What settings say of themselves: their kind the range, zod the default, and they the rest. */
const Described = z.object({
  properties: z.record(
    z.string(),
    z.object({
      range: z.string(),
      default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      absent: z.string().optional(),
      description: z.string(),
    }),
  ),
});

const renderTable = ([heading, types]: readonly [string, Readonly<Record<string, z.ZodType>>]): string => {
  const { properties } = Described.parse(z.toJSONSchema(z.object(types), { io: 'output' }));
  return [
    `## ${heading}\n`,
    '| setting | range | default | why |',
    '| --- | --- | --- | --- |',
    ...Object.entries(properties).map(
      ([name, { range, default: byDefault, absent, description }]) =>
        `| \`${name}\` | ${range} | ${absent ?? byDefault} | ${description} |`,
    ),
  ].join('\n');
};

/** docs/settings.md: every setting with its range, its default, and why it is there. */
export const settingsDocument = (): string =>
  `${[introduction, ...Object.entries(tables).map(renderTable)].join('\n\n')}\n`;
