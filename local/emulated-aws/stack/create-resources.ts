import { CreateStreamCommand, waitUntilStreamExists } from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LocalClients } from './clients';
import type { QueueProperties, Reference, Template } from './template';

export interface CreatedQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** The template's resources, as they were created in the emulators. */
export interface CreatedStack {
  readonly template: Template;
  readonly submissionQueue: CreatedQueue;
  readonly deadLetterQueue: CreatedQueue;
  readonly diagnosticQueue: CreatedQueue;
  readonly streamName: string;
  /** The function's, with every reference resolved. */
  readonly environment: Readonly<Record<string, string>>;
}

export const createResources = async (
  template: Template,
  { sqs, kinesis }: LocalClients,
  sqsEndpoint: string,
): Promise<CreatedStack> => {
  const streamName = template.stream.properties.Name ?? template.stream.logicalId;
  await kinesis.send(
    new CreateStreamCommand({ StreamName: streamName, ShardCount: template.stream.properties.ShardCount ?? 4 }),
  );
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30, minDelay: 1 }, { StreamName: streamName });

  const queues = await createQueues(template.queues, sqs, sqsEndpoint);
  const resolve = (reference: Reference): string => {
    if (typeof reference === 'string') return reference;
    if ('Ref' in reference) {
      return reference.Ref === template.stream.logicalId ? streamName : get(queues, reference.Ref).url;
    }
    const [logicalId, attribute] = reference['Fn::GetAtt'];
    // No role is created, and nobody sends as one: whatever stands for its id is nobody's.
    return attribute === 'RoleId' ? logicalId : get(queues, logicalId).arn;
  };
  const byReference = (property: keyof CreatedQueue, value: string): CreatedQueue => {
    const found = [...queues.values()].find((queue) => queue[property] === value);
    if (!found) throw new Error(`The template has no queue whose ${property} is ${value}.`);
    return found;
  };

  const submissionQueue = byReference('arn', resolve(template.eventSource.EventSourceArn));
  const redrive = [...template.queues.values()].find(({ RedrivePolicy }) => RedrivePolicy)?.RedrivePolicy;
  const environment = Object.fromEntries(
    Object.entries(template.function.Environment.Variables).map(([name, value]) => [name, resolve(value)]),
  );
  return {
    template,
    submissionQueue,
    deadLetterQueue: byReference('arn', resolve(redrive?.deadLetterTargetArn ?? '')),
    diagnosticQueue: byReference('url', environment['DIAGNOSTIC_QUEUE_URL'] ?? ''),
    streamName,
    environment,
  };
};

/** Queues that another one's redrive policy names come first. */
const createQueues = async (
  queues: Template['queues'],
  sqs: SQSClient,
  endpoint: string,
): Promise<ReadonlyMap<string, CreatedQueue>> => {
  const created = new Map<string, CreatedQueue>();
  const ordered = [...queues].toSorted(
    ([, a], [, b]) => Number(Boolean(a.RedrivePolicy)) - Number(Boolean(b.RedrivePolicy)),
  );
  for (const [logicalId, properties] of ordered) {
    created.set(logicalId, await createQueue(logicalId, properties, created, sqs, endpoint));
  }
  return created;
};

const createQueue = async (
  logicalId: string,
  properties: QueueProperties,
  created: ReadonlyMap<string, CreatedQueue>,
  sqs: SQSClient,
  endpoint: string,
): Promise<CreatedQueue> => {
  const { QueueName: name = logicalId, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = properties;
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        ...(VisibilityTimeout !== undefined && { VisibilityTimeout: String(VisibilityTimeout) }),
        ...(MessageRetentionPeriod !== undefined && { MessageRetentionPeriod: String(MessageRetentionPeriod) }),
        ...(RedrivePolicy && {
          RedrivePolicy: JSON.stringify({
            maxReceiveCount: RedrivePolicy.maxReceiveCount,
            deadLetterTargetArn: arnOf(RedrivePolicy.deadLetterTargetArn, created),
          }),
        }),
      },
    }),
  );
  // The emulator puts a host name into it that does not resolve everywhere.
  const url = new URL(new URL(QueueUrl).pathname, endpoint).href;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { name, url, arn: Attributes?.QueueArn ?? '' };
};

const arnOf = (reference: Reference, created: ReadonlyMap<string, CreatedQueue>): string =>
  typeof reference === 'object' && 'Fn::GetAtt' in reference
    ? get(created, reference['Fn::GetAtt'][0]).arn
    : String(reference);

const get = (queues: ReadonlyMap<string, CreatedQueue>, logicalId: string): CreatedQueue => {
  const queue = queues.get(logicalId);
  if (!queue) throw new Error(`The template refers to ${logicalId}, which a local run does not create.`);
  return queue;
};
