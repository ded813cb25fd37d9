import { CfnResource, DefaultTokenResolver, Reference, Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Remembers which resources the tokens that it resolves refer to. */
class ReferenceRecorder extends DefaultTokenResolver {
  readonly resources = new Set<CfnResource>();

  constructor() {
    super(new StringConcat());
  }

  override resolveToken(...[token, context, postProcessor]: Parameters<DefaultTokenResolver['resolveToken']>): unknown {
    if (Reference.isReference(token) && CfnResource.isCfnResource(token.target)) this.resources.add(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}

/**
 * The names that were chosen for the resources that a value refers to. A template refers to resources by their logical
 * ids, so another name replaces what stands behind a reference while the text of the reference stays as it is.
 *
 * @param value such as a queue's URL, or an object of such values; it may refer to resources of other stacks
 * @returns a text that differs where a name does; the names that CloudFormation makes up are not in it
 */
export const physicalNames = (scope: Construct, value: unknown): string => {
  const recorder = new ReferenceRecorder();
  Tokenization.resolve(value, { scope, resolver: recorder, preparing: false });
  return JSON.stringify(
    [...recorder.resources].flatMap((resource) => {
      const name = chosenName(resource);
      return name === undefined
        ? []
        : [resource.node.path, Stack.of(resource).resolve(name), physicalNames(scope, name)];
    }),
  );
};

/**
 * CloudFormation calls the property of a name `Name`, or after the kind of the resource, as in `QueueName`:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
const chosenName = (resource: CfnResource): unknown => {
  const kind = resource.cfnResourceType.split('::').at(-1) ?? '';
  const property = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
  return Reflect.get(resource, property) ?? Reflect.get(resource, 'name');
};
