import { stageTemplate } from '../templates/stage-template';
import { type SettingChange, settingChanges } from './setting-changes';
import { type ResourceChange, templateChanges } from './template-changes';

/** What people care for, by how the resources are called in templates; the rest follows these. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^AWS::SQS::Queue .*DeadLetterQueue/, 'dead-letter queue'],
  [/^AWS::SQS::Queue .*Submissions/, 'submission queue'],
  [/^AWS::SQS::Queue .*Diagnostics/, 'diagnostic queue'],
  [/^AWS::Kinesis::Stream /, 'stream'],
  [/^AWS::KMS::Key /, 'key'],
  [/^AWS::Logs::LogGroup /, 'log group'],
  [/^AWS::Lambda::Version /, 'version'],
  [/^AWS::Lambda::EventSourceMapping /, 'event source'],
  [/^AWS::IAM::Policy /, 'rights'],
  [/^AWS::CodeDeploy::DeploymentGroup /, 'deployment group'],
];

/** What an update does to a stage that is deployed with the settings before the change. */
export const changesOf = (stage: string, { from, to }: SettingChange): readonly ResourceChange[] =>
  templateChanges(stageTemplate(stage, from), stageTemplate(stage, to));

export type KindEffects = Readonly<Record<ResourceChange['effect'], readonly string[]>>;

/**
 * What changes do to each kind of resource that people care for. A kind of which there is a new one while an old one is
 * removed, such as a version, is replaced: CloudFormation does that in the same order.
 */
export const effectsByKind = (changes: readonly ResourceChange[]): KindEffects => {
  const kindsWith = (effect: ResourceChange['effect']): ReadonlySet<string> =>
    new Set(changes.filter((change) => change.effect === effect).flatMap((change) => kindOf(change) ?? []));
  const [created, removed] = [kindsWith('created'), kindsWith('removed')];
  const succeeded = created.intersection(removed);
  return {
    created: [...created.difference(succeeded)].toSorted(),
    replaced: [...kindsWith('replaced').union(succeeded)].toSorted(),
    changed: [...kindsWith('changed')].toSorted(),
    removed: [...removed.difference(succeeded)].toSorted(),
  };
};

const kindOf = ({ type, logicalId }: ResourceChange): string | undefined =>
  kinds.find(([pattern]) => pattern.test(`${type} ${logicalId}`))?.[1];

/** The table of docs/changes.md. */
export const changesTable = (): string =>
  [
    '| change | new | replaced | changed in place | removed | while versions shift | before |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...settingChanges.map((change) => {
      const { created, replaced, changed, removed } = effectsByKind(changesOf('prod', change));
      const cells = [created, replaced, changed, removed].map((names) => names.join(', '));
      return `| ${[change.what, ...cells, change.whileShifting, change.before].join(' | ')} |`;
    }),
  ].join('\n');
