import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type Alias, Architecture, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ANY_SENDER, type Environment } from '../lambda/contract/environment';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../lambda/contract/metrics';
import { functionCode } from './function-code';
import { physicalNames } from './physical-names';
import { SucceedingPolicy } from './succeeding-policy';

export interface MappingFunctionProps {
  readonly stage: string;
  readonly stream: IStream;
  readonly submissionQueue: IQueue;
  readonly diagnosticQueue: IQueue;
  /** A customer-managed one that queues and stream are encrypted with. */
  readonly encryptionKey: IKey | undefined;
  /** What they were encrypted with before, and what is in them may still be. */
  readonly formerEncryptionKey: IKey | undefined;
  readonly partitionKey: Environment['PARTITION_KEY'];
  readonly ordering: Environment['ORDERING'];
  readonly eventFormat: Environment['EVENT_FORMAT'];
  readonly timeout: Duration;
  readonly memoryMegabytes: number;
  /** Invocations at once, set aside from the account's; without it, as many as the account has left. */
  readonly reservedConcurrency: number | undefined;
  readonly logLevel: Environment['POWERTOOLS_LOG_LEVEL'];
  readonly logRetention: RetentionDays;
  readonly logRemovalPolicy: RemovalPolicy;
  /** Whether it runs on an emulator of AWS, which does not tell who sent a message. */
  readonly emulator: boolean;
}

/** The function that turns submissions into events. */
export class MappingFunction extends Construct {
  readonly function: NodejsFunction;
  /** `live`: the version, or during a deployment the two versions, that submissions go to. */
  readonly alias: Alias;
  readonly logGroup: LogGroup;
  /** Of the keys, where there are any: what is encrypted with one depends on it, so that the function may use it before. */
  readonly keyPolicy: SucceedingPolicy | undefined;

  constructor(scope: Construct, id: string, props: MappingFunctionProps) {
    super(scope, id);
    const { stream, submissionQueue, diagnosticQueue } = props;

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.logRemovalPolicy,
    });
    // A role of its own, since the managed policy of the default one may write to every log group.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.keyPolicy = this.#allowKeys(role, props);

    const environment = {
      STREAM_NAME: stream.streamName,
      SUBMISSION_QUEUE_URL: submissionQueue.queueUrl,
      DIAGNOSTIC_QUEUE_URL: diagnosticQueue.queueUrl,
      PARTITION_KEY: props.partitionKey,
      ORDERING: props.ordering,
      EVENT_FORMAT: props.eventFormat,
      CONTINUATION_SENDER: props.emulator ? ANY_SENDER : role.roleId,
      POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      POWERTOOLS_LOG_LEVEL: props.logLevel,
      STAGE: props.stage,
    } satisfies Environment;
    this.function = new NodejsFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      ...functionCode(),
      role,
      timeout: props.timeout,
      memorySize: props.memoryMegabytes,
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
      // A continuation is a round of a loop, which Lambda would end after about 16. This loop ends by itself: a
      // continuation is sent only where there was progress.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment,
      logGroup: this.logGroup,
      // Kept, so that the alias can be pointed back at it; but not that of a deployment that failed: Lambda would refuse
      // to publish the same code and configuration once more.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    // A version keeps the names that it was published with, so other names ask for another version:
    // https://github.com/aws/aws-cdk/issues/25997
    this.function.invalidateVersionBasedOn(physicalNames(this, environment));
    this.alias = this.function.addAlias('live');

    // Before there is a version that needs them, or an event source.
    this.function.node.addDependency(this.#allowData(role, props), ...(this.keyPolicy ? [this.keyPolicy] : []));
  }

  /** Of what the function reads and writes; with it, of what its event source does in its name. */
  #allowData(role: Role, { stream, submissionQueue, diagnosticQueue }: MappingFunctionProps): SucceedingPolicy {
    return new SucceedingPolicy(this, 'DataPolicy', {
      role,
      statements: [
        // Both, whatever the ordering: while a deployment that changes it shifts submissions, both versions put.
        allow(stream.streamArn, 'kinesis:PutRecords', 'kinesis:PutRecord'),
        allow(diagnosticQueue.queueArn, 'sqs:SendMessage'),
        allow(
          submissionQueue.queueArn,
          // Continuations of submissions that are too large for one invocation, in place of what they continue; retries
          // that come back soon.
          'sqs:SendMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          // The event source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
          'sqs:ReceiveMessage',
          'sqs:GetQueueAttributes',
        ),
        allow(this.logGroup.logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'),
      ],
    });
  }

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
  #allowKeys(role: Role, { encryptionKey, formerEncryptionKey }: MappingFunctionProps): SucceedingPolicy | undefined {
    const statements = [
      ...(encryptionKey ? [allow(encryptionKey.keyArn, 'kms:GenerateDataKey', 'kms:Decrypt')] : []),
      ...(formerEncryptionKey ? [allow(formerEncryptionKey.keyArn, 'kms:Decrypt')] : []),
    ];
    return statements.length === 0 ? undefined : new SucceedingPolicy(this, 'KeyPolicy', { role, statements });
  }
}

const allow = (resource: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });
