import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTemplate, type Template } from '../../local/emulated-aws/stack/template';
import { ASSEMBLY } from '../support/assembly';
import { startObservedRun } from '../support/local-stack';
import { aSubmissionOf, toBody } from '../support/submissions';
import { type InstalledExample, installExample } from './installed-example';

/** The example's stack in an app that is CommonJS. */
const commonJsApp = `
import { App, Stack } from 'aws-cdk-lib';
import { TelemetryMapping, type TelemetryMappingProps } from 'telemetry-mapping';

const props: TelemetryMappingProps = { stage: 'prod', settings: { batchSize: 100, eventFormat: 'flat' } };
new TelemetryMapping(new Stack(new App(), 'Detection'), 'TelemetryMapping', props);
if (typeof require !== 'function') throw new Error('This is no CommonJS.');
`;

/** What the compiler is to refuse, and what it is to know. */
const types = `
import type { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ChosenSettings, completeSettings, type MetricName, SettingsError, TelemetryMapping } from 'telemetry-mapping';

export const chosen: readonly ChosenSettings[] = [
  {},
  { batchSize: 100, retainData: false, streamMode: 'provisioned', streamShards: 2 },
  { logRetentionDays: 90 },
  { logRetentionDays: RetentionDays.ONE_MONTH },
  { senderArns: ['111122223333'] as const, tags: { team: 'edr' } },
  // @ts-expect-error a list
  { senderArns: '111122223333' },
  // @ts-expect-error a number
  { batchSize: '100' },
  // @ts-expect-error a truth value
  { retainData: 'no' },
  // @ts-expect-error on-demand or provisioned
  { streamMode: 'on demand' },
  // @ts-expect-error no retention that CloudWatch has
  { logRetentionDays: 4 },
  // @ts-expect-error no setting
  { bachSize: 100 },
];
export const seconds: number = completeSettings({}).visibilityTimeoutSeconds;
export const error: Error = new SettingsError('');
export const alarms = (mapping: TelemetryMapping): readonly Alarm[] => mapping.monitoring.alarms;
export const metric = (mapping: TelemetryMapping, name: MetricName): Metric => mapping.metric(name);
// @ts-expect-error no metric of the function
export const other = (mapping: TelemetryMapping): Metric => mapping.metric('SubmissionsLost');
`;

const bundleOf = ({ function: { codeDirectory } }: Pick<Template, 'function'>): Promise<Buffer> =>
  readFile(join(codeDirectory, 'index.mjs'));

let example: InstalledExample;
/** Each app is synthesized once. */
const assemblies = new Map<string, Promise<string>>();
const assemblyOf = (app: string): Promise<string> => {
  const assembly = assemblies.get(app) ?? example.synthesize(app);
  assemblies.set(app, assembly);
  return assembly;
};

beforeAll(async () => {
  example = await installExample();
  await example.write('common-js.cts', commonJsApp);
  await example.write('types.ts', types);
}, 120_000);
afterAll(async () => {
  await example[Symbol.asyncDispose]();
});

describe('an app that installs the package', () => {
  test.each([
    ['nodenext, as ES modules and as CommonJS', ['--module', 'nodenext']],
    // Once without it: then the package's own types are checked too, and with them the many of the CDK.
    ['node16, as ES modules and as CommonJS', ['--module', 'node16', '--skipLibCheck']],
    ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler', '--skipLibCheck']],
  ])(
    'finds its types under %s',
    async (_, options) => {
      expect(await example.typecheck(options)).toBe('');
    },
    60_000,
  );

  test.each(['app.ts', 'common-js.cts'])(
    'synthesizes in %s the function with the bundle that a clone makes of it',
    async (app) => {
      const { queues, ...template } = await readTemplate(await assemblyOf(app));
      expect(queues.size).toBe(3);
      expect(template.eventSource.BatchSize).toBe(100);
      expect(template.function.Environment.Variables).toMatchObject({ STAGE: 'prod', EVENT_FORMAT: 'flat' });
      expect(await bundleOf(template)).toEqual(await bundleOf(await readTemplate(ASSEMBLY)));
    },
    60_000,
  );

  test('maps what its senders send', async () => {
    await using run = await startObservedRun({ assembly: await assemblyOf('app.ts') });
    const submission = aSubmissionOf(3);
    await run.send(toBody(submission));
    await run.untilDrained();
    await run.finish();
    expect(run.records.map(({ PartitionKey }) => PartitionKey)).toEqual(Array(3).fill(submission.submission_id));
    expect(run.brokenInvocations).toEqual([]);
  }, 60_000);
});
