import { fullDiff, type ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { z } from 'zod';

/** What CloudFormation does to a resource, where it does anything. */
export interface ResourceChange {
  readonly logicalId: string;
  /** Such as `AWS::SQS::Queue`. */
  readonly type: string;
  readonly effect: 'created' | 'replaced' | 'changed' | 'removed';
  /** Whether what was there before stays in the account, though not in the stack. */
  readonly leavesFormer: boolean;
  /** Why AWS would not do it, as the end of a sentence. */
  readonly refusal: string | undefined;
}

type Template = Readonly<Record<string, unknown>>;

const effects: Readonly<Partial<Record<ResourceImpact, ResourceChange['effect']>>> = {
  [ResourceImpact.WILL_CREATE]: 'created',
  [ResourceImpact.WILL_REPLACE]: 'replaced',
  [ResourceImpact.MAY_REPLACE]: 'replaced',
  [ResourceImpact.WILL_UPDATE]: 'changed',
  [ResourceImpact.WILL_DESTROY]: 'removed',
  [ResourceImpact.WILL_ORPHAN]: 'removed',
};

/**
 * What CloudFormation would do to update a stack from one template to another, as the resource specification says of
 * each property that differs. A change of nothing but what a resource depends on does nothing to it.
 */
export const templateChanges = (before: Template, after: Template): readonly ResourceChange[] => {
  const changes: ResourceChange[] = [];
  const { resources } = fullDiff({ ...before }, { ...after });
  const named = namesOf(before);
  resources.forEachDifference((logicalId, difference) => {
    const effect = effects[difference.changeImpact];
    if (effect === undefined || (effect === 'changed' && onlyDependsDiffer(difference))) return;
    changes.push({
      logicalId,
      type: difference.resourceType ?? '',
      effect,
      leavesFormer: leavesFormer(difference),
      refusal: refusalOf(difference, effect, named),
    });
  });
  return changes;
};

const onlyDependsDiffer = ({ propertyUpdates, otherChanges }: ResourceDifference): boolean =>
  Object.keys(propertyUpdates).length === 0 &&
  Object.entries(otherChanges).every(([attribute, { isDifferent }]) => attribute === 'DependsOn' || !isDifferent);

const leavesFormer = ({ changeImpact, oldValue }: ResourceDifference): boolean =>
  changeImpact === ResourceImpact.WILL_ORPHAN ||
  (changeImpact === ResourceImpact.WILL_REPLACE && oldValue?.['UpdateReplacePolicy'] === 'Retain');

const refusalOf = (
  { resourceType = '', oldProperties, newProperties }: ResourceDifference,
  effect: ResourceChange['effect'],
  named: ReadonlySet<string>,
): string | undefined => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
  const name = nameOf(resourceType, newProperties ?? {});
  if ((effect === 'replaced' || effect === 'created') && name !== undefined && named.has(name)) {
    return `the former one has its name: ${name}`;
  }
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
  const [had, has] = [oldProperties, newProperties].map((of) => z.number().safeParse(of?.['ShardCount']).data);
  if (had !== undefined && has !== undefined && (has < had / 2 || has > had * 2)) {
    return `Kinesis takes half to twice of ${had} shards at once`;
  }
  return undefined;
};

const Resources = z.record(
  z.string(),
  z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
);

/** Of all resources that have names of their own. */
const namesOf = (template: Template): ReadonlySet<string> =>
  new Set(
    Object.values(Resources.parse(template['Resources'])).flatMap(
      ({ Type, Properties }) => nameOf(Type, Properties) ?? [],
    ),
  );

const nameOf = (type: string, properties: Readonly<Record<string, unknown>>): string | undefined => {
  // Which has its name within its function.
  if (type === 'AWS::Lambda::Alias') return undefined;
  const name = properties[`${type.split('::').at(-1)}Name`] ?? properties['Name'];
  return typeof name === 'string' ? `${type} ${name}` : undefined;
};
