import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A literal, or a reference to another resource of the template. */
const Reference = z.union([
  z.string(),
  z.object({ Ref: z.string() }),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.enum(['Arn', 'RoleId'])]) }),
]);
export type Reference = z.infer<typeof Reference>;

const queue = z.object({
  Type: z.literal('AWS::SQS::Queue'),
  Properties: z.object({
    QueueName: z.string().optional(),
    VisibilityTimeout: z.int().optional(),
    MessageRetentionPeriod: z.int().optional(),
    RedrivePolicy: z.object({ deadLetterTargetArn: Reference, maxReceiveCount: z.int() }).optional(),
  }),
});

const stream = z.object({
  Type: z.literal('AWS::Kinesis::Stream'),
  Properties: z.object({ Name: z.string().optional(), ShardCount: z.int().optional() }),
});

const lambdaFunction = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({
    Handler: z.string(),
    Timeout: z.int(),
    MemorySize: z.int(),
    Environment: z.object({ Variables: z.record(z.string(), Reference) }),
  }),
  Metadata: z.object({ 'aws:asset:path': z.string() }),
});

const eventSourceMapping = z.object({
  Type: z.literal('AWS::Lambda::EventSourceMapping'),
  Properties: z.object({
    EventSourceArn: Reference,
    BatchSize: z.int(),
    MaximumBatchingWindowInSeconds: z.int().default(0),
    FunctionResponseTypes: z.array(z.string()).default([]),
  }),
});

export type QueueProperties = z.infer<typeof queue>['Properties'];
type StreamProperties = z.infer<typeof stream>['Properties'];
type FunctionProperties = z.infer<typeof lambdaFunction>['Properties'];
export type EventSourceProperties = z.infer<typeof eventSourceMapping>['Properties'];

/** What a local run needs of a synthesized stack. */
export interface Template {
  /** By logical id. */
  readonly queues: ReadonlyMap<string, QueueProperties>;
  readonly stream: { readonly logicalId: string; readonly properties: StreamProperties };
  readonly function: FunctionProperties & { readonly codeDirectory: string };
  readonly eventSource: EventSourceProperties;
}

/** @param directory a cloud assembly with one stack */
export const readTemplate = async (directory: string): Promise<Template> => {
  const file = (await readdir(directory)).find((name) => name.endsWith('.template.json'));
  if (!file) throw new Error(`There is no template in ${directory}. Run cdk synth again.`);
  const content: unknown = JSON.parse(await readFile(join(directory, file), 'utf8'));
  const { Resources: resources } = z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(content);

  const [streamResource] = findAll(resources, stream);
  const [functionResource] = findAll(resources, lambdaFunction);
  const [eventSourceResource] = findAll(resources, eventSourceMapping);
  if (!streamResource || !functionResource || !eventSourceResource) {
    throw new Error(`The template ${file} lacks the stream, the function or its event source.`);
  }
  return {
    queues: new Map(findAll(resources, queue).map(([logicalId, { Properties }]) => [logicalId, Properties])),
    stream: { logicalId: streamResource[0], properties: streamResource[1].Properties },
    function: {
      ...functionResource[1].Properties,
      codeDirectory: join(directory, functionResource[1].Metadata['aws:asset:path']),
    },
    eventSource: eventSourceResource[1].Properties,
  };
};

/** The resources of one type, with their logical ids. */
const findAll = <T extends z.ZodObject<{ Type: z.ZodLiteral<string> }>>(
  resources: Readonly<Record<string, unknown>>,
  type: T,
): readonly (readonly [string, z.infer<T>])[] => {
  const ofType = z.object({ Type: type.shape.Type });
  return Object.entries(resources)
    .filter(([, resource]) => ofType.safeParse(resource).success)
    .map(([logicalId, resource]) => [logicalId, type.parse(resource)]);
};
