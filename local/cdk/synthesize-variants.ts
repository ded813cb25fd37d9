import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inProject, PROJECT } from '../project';
import { runCdk, toContextArguments } from './run-cdk';

type SettingsByName = Readonly<Record<string, string>>;

const CdkFile = z.object({ context: z.object({ stages: z.record(z.string(), z.unknown()) }) });

/** What of a template no stage of cdk.json may show: resources that a setting adds, and references to existing ones. */
const variantsOfProd: Readonly<Record<string, SettingsByName>> = {
  'shared-with-a-key': {
    encryption: 'customer-managed',
    formerKmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/0b6f4a1c-52d7-4e0e-8f37-9a1f6f0f2f11',
    senderArns: 'arn:aws:iam::444455556666:role/gateway',
    consumerArns: 'arn:aws:iam::444455556666:role/detection',
    alarmEmail: 'on-call@example.org',
    permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary',
    tags: 'team=detection',
  },
  'existing-resources': {
    queueArn: 'arn:aws:sqs:eu-west-1:123456789012:submissions',
    streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/events',
    encryption: 'customer-managed',
    kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/7d1f9a4e-3f52-4c0b-9a55-0d6f0c6a0d7e',
    functionRoleArn: 'arn:aws:iam::123456789012:role/mapping',
    functionRoleId: 'AROAEXAMPLEEXAMPLE123',
    alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:on-call',
  },
};

/**
 * Runs `cdk synth` for each stage of cdk.json, and for variants of prod that differ in their resources.
 *
 * @param directory where the cloud assemblies are written; emptied first
 * @returns the files of the templates
 * @throws Error with what the CDK said
 */
export const synthesizeVariants = async (directory: string): Promise<readonly string[]> => {
  const { context } = CdkFile.parse(JSON.parse(await readFile(inProject('cdk.json'), 'utf8')));
  const variants: Readonly<Record<string, SettingsByName>> = {
    ...Object.fromEntries(Object.keys(context.stages).map((stage) => [stage, { stage }])),
    ...Object.fromEntries(
      Object.entries(variantsOfProd).map(([name, settings]) => [`prod-${name}`, { stage: 'prod', ...settings }]),
    ),
  };
  await rm(directory, { recursive: true, force: true });
  const templates: string[] = [];
  for (const [name, settings] of Object.entries(variants)) {
    const assembly = join(directory, name);
    const args = ['synth', '--no-validation', '--quiet', '--output', assembly, ...toContextArguments(settings)];
    await runCdk({ project: PROJECT, args });
    templates.push(...(await templatesOf(assembly)));
  }
  return templates;
};

const templatesOf = async (assembly: string): Promise<readonly string[]> => {
  const names = (await readdir(assembly)).filter((name) => name.endsWith('.template.json'));
  if (names.length === 0) throw new Error(`cdk synth wrote no template into ${assembly}.`);
  return names.map((name) => join(assembly, name));
};
