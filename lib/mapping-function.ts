import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type Alias, Architecture, Function as LambdaFunction, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ANY_SENDER, type Environment } from '../lambda/contract/environment';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../lambda/contract/metrics';
import { functionCode } from './function-code';
import { dataRights, keyRights } from './function-rights';
import { physicalNames } from './physical-names';
import type { ExistingRole } from './settings/settings';
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
  /** An existing role, which is left as it is; a role is created without it. */
  readonly existingRole: ExistingRole | undefined;
  /** Whether somebody saw to it that it may do what it has to. */
  readonly existingChecked: boolean;
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

/** Of the alias that is invoked. */
export const ALIAS_NAME = 'live';

/** The function that turns submissions into events. */
export class MappingFunction extends Construct {
  readonly function: LambdaFunction;
  /** `live`: the version, or during a deployment the two versions, that submissions go to. */
  readonly alias: Alias;
  readonly logGroup: LogGroup;
  /** Of the keys, where there are any: what is encrypted with one depends on it, so that the function may use it before. */
  readonly keyPolicy: SucceedingPolicy | undefined;

  constructor(scope: Construct, constructId: string, props: MappingFunctionProps) {
    super(scope, constructId);
    const { stream, submissionQueue, diagnosticQueue } = props;

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.logRemovalPolicy,
    });
    const { role, id, policies, keyPolicy } = props.existingRole
      ? this.#useRole(props.existingRole, props.existingChecked)
      : this.#createRole(props);
    this.keyPolicy = keyPolicy;

    const environment = {
      STREAM_NAME: stream.streamName,
      SUBMISSION_QUEUE_URL: submissionQueue.queueUrl,
      DIAGNOSTIC_QUEUE_URL: diagnosticQueue.queueUrl,
      PARTITION_KEY: props.partitionKey,
      ORDERING: props.ordering,
      EVENT_FORMAT: props.eventFormat,
      CONTINUATION_SENDER: props.emulator ? ANY_SENDER : id,
      POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      POWERTOOLS_LOG_LEVEL: props.logLevel,
      STAGE: props.stage,
    } satisfies Environment;
    this.function = new LambdaFunction(this, 'Function', {
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
    this.alias = this.function.addAlias(ALIAS_NAME);

    // Before there is a version that needs them, or an event source.
    this.function.node.addDependency(...policies);
  }

  /** Of its own, since the managed policy of the default one may write to every log group. */
  #createRole(props: MappingFunctionProps): FunctionRole {
    const { stream, submissionQueue, diagnosticQueue, encryptionKey, formerEncryptionKey } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const ofKeys = keyRights({ key: encryptionKey?.keyArn, formerKey: formerEncryptionKey?.keyArn });
    const keyPolicy =
      ofKeys.length === 0 ? undefined : new SucceedingPolicy(this, 'KeyPolicy', { role, statements: ofKeys });
    const dataPolicy = new SucceedingPolicy(this, 'DataPolicy', {
      role,
      statements: dataRights({
        stream: stream.streamArn,
        submissionQueue: submissionQueue.queueArn,
        diagnosticQueue: diagnosticQueue.queueArn,
        logGroup: this.logGroup.logGroupArn,
      }),
    });
    return { role, id: role.roleId, policies: keyPolicy ? [dataPolicy, keyPolicy] : [dataPolicy], keyPolicy };
  }

  #useRole({ arn, id }: ExistingRole, checked: boolean): FunctionRole {
    if (!checked) this.#warnOfExistingRole(id);
    return { role: Role.fromRoleArn(this, 'Role', arn, { mutable: false }), id, policies: [], keyPolicy: undefined };
  }

  #warnOfExistingRole(id: string): void {
    Validations.of(this).addWarning(
      'telemetry-mapping:existing-role',
      `The role of the function is an existing one, which is left as it is and cannot be checked here. See to it that Lambda may assume it, that nobody else uses it, that it may do what docs/deploy.md lists under "A role of one's own", and that ${id} is its id: with another one, submissions that take more than one invocation cannot be continued. Then set existingResourcesChecked to true.`,
    );
  }
}

/** A role, its id, and the policies that were made for it. */
interface FunctionRole {
  readonly role: IRole;
  readonly id: string;
  readonly policies: readonly SucceedingPolicy[];
  readonly keyPolicy: SucceedingPolicy | undefined;
}
