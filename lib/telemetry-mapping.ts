import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type Grant, type IGrantable, ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { MetricName } from '../lambda/contract/metrics';
import { consumerActions, senderActions } from './access-rights';
import { addTags } from './add-tags';
import { AlarmTopic } from './alarm-topic';
import { checkConsumerOfAwsManagedKey, type LeftAsItIs, warnOfExistingPolicy } from './check-sharing';
import { checkStage } from './check-stage';
import { denyMistakenRole } from './deny-mistaken-role';
import { DiagnosticQueue } from './diagnostic-queue';
import { EncryptionKey } from './encryption-key';
import { addEventSource } from './event-source';
import { EventStream } from './event-stream';
import { MappingFunction } from './mapping-function';
import { mappingMetric, usualStatistic } from './monitoring/metrics';
import { Monitoring } from './monitoring/monitoring';
import { principalOf } from './principals';
import { SafeDeployment } from './safe-deployment';
import { completeSettings } from './settings/complete-settings';
import type { ChosenSettings, Settings } from './settings/settings';
import { DEAD_LETTER_RETENTION, SUBMISSION_RETENTION, SubmissionQueue } from './submission-queue';
import { createVersionAlarms } from './version-alarms';

export interface TelemetryMappingProps {
  /**
   * Names the mapping in its metrics, its log, and the names of its alarms, dashboard and saved queries, so a region
   * of an account can have each stage once. A lower-case letter, and then lower-case letters, digits and hyphens, such
   * as `prod`.
   */
  readonly stage: string;
  /**
   * Those that differ from their defaults. `terminationProtection` is for a stack, so it has no effect here.
   *
   * @default - all settings have their defaults: a new queue and a new stream, which outlive the stack
   */
  readonly settings?: ChosenSettings;
}

/**
 * Sensor submissions from a queue, as ordered events into a stream.
 *
 * ```ts
 * const mapping = new TelemetryMapping(this, 'TelemetryMapping', { stage: 'prod', settings: { batchSize: 100 } });
 * mapping.grantSend(gateway);
 * mapping.grantConsume(detection);
 * ```
 */
export class TelemetryMapping extends Construct {
  readonly stage: string;
  /** With nothing left to be derived. */
  readonly settings: Settings;
  /** The customer-managed key of queues and stream; undefined where AWS manages it. */
  readonly encryptionKey: IKey | undefined;
  /** What the setting `formerKmsKeyArn` names. */
  readonly #formerEncryptionKey: IKey | undefined;
  readonly submissions: SubmissionQueue;
  readonly diagnostics: DiagnosticQueue;
  readonly events: EventStream;
  readonly mapping: MappingFunction;
  /** Where alarms notify, if anywhere. */
  readonly alarmTopic: ITopic | undefined;
  readonly monitoring: Monitoring;

  /**
   * @throws SettingsError where a setting or the stage cannot be deployed, or another mapping of the app has the same
   * stage; it says what to change
   */
  constructor(scope: Construct, id: string, { stage, settings: chosen }: TelemetryMappingProps) {
    super(scope, id);
    this.stage = stage;
    checkStage(
      this,
      this.node.root.node.findAll().filter((other) => other instanceof TelemetryMapping),
    );
    const settings = completeSettings(chosen);
    this.settings = settings;
    addTags(this, settings.tags);
    if (settings.permissionsBoundaryArn !== undefined) {
      const boundary = ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', settings.permissionsBoundaryArn);
      PermissionsBoundary.of(this).apply(boundary);
    }

    const removalPolicy = settings.retainData
      ? // A first deployment that fails leaves nothing behind.
        RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
      : RemovalPolicy.DESTROY;
    this.encryptionKey = this.#encryption(settings, removalPolicy);
    this.#formerEncryptionKey =
      settings.formerKmsKeyArn === undefined
        ? undefined
        : Key.fromKeyArn(this, 'FormerEncryptionKey', settings.formerKmsKeyArn);
    const protection = { encryptionKey: this.encryptionKey, removalPolicy };

    this.submissions = new SubmissionQueue(this, 'Submissions', {
      ...protection,
      existingQueueArn: settings.queueArn,
      existingChecked: settings.existingResourcesChecked,
      queueName: settings.queueName,
      visibilityTimeout: Duration.seconds(settings.visibilityTimeoutSeconds),
      maxReceiveCount: settings.maxReceiveCount,
    });
    this.diagnostics = new DiagnosticQueue(this, 'Diagnostics', protection);
    this.events = new EventStream(this, 'Events', {
      ...protection,
      existingStreamArn: settings.streamArn,
      existingChecked: settings.existingResourcesChecked,
      streamName: settings.streamName,
      shards: settings.streamShards,
      retention: Duration.hours(settings.streamRetentionHours),
    });
    this.mapping = new MappingFunction(this, 'Mapping', {
      stage,
      stream: this.events.stream,
      submissionQueue: this.submissions.queue,
      diagnosticQueue: this.diagnostics.queue,
      encryptionKey: this.encryptionKey,
      formerEncryptionKey: this.#formerEncryptionKey,
      existingRole: settings.functionRole,
      existingChecked: settings.existingResourcesChecked,
      partitionKey: settings.partitionKey,
      ordering: settings.ordering,
      eventFormat: settings.eventFormat,
      timeout: Duration.seconds(settings.functionTimeoutSeconds),
      memoryMegabytes: settings.functionMemoryMegabytes,
      reservedConcurrency: settings.reservedConcurrency,
      logLevel: settings.logLevel,
      logRetention: settings.logRetentionDays,
      logRemovalPolicy: removalPolicy,
      emulator: settings.emulator,
    });
    if (this.mapping.keyPolicy) {
      for (const encrypted of [this.submissions, this.diagnostics, this.events]) {
        encrypted.node.addDependency(this.mapping.keyPolicy);
      }
    }

    if (settings.functionRole && !settings.emulator) denyMistakenRole(this.submissions.queue, settings.functionRole);
    for (const sender of settings.senderArns ?? []) this.grantSend(principalOf(sender));
    for (const consumer of settings.consumerArns ?? []) this.grantConsume(principalOf(consumer));

    const eventSource = addEventSource(this.mapping.alias, {
      queue: this.submissions.queue,
      batchSize: settings.batchSize,
      batchingWindow: Duration.seconds(settings.batchingWindowSeconds),
      maximumConcurrency: settings.maximumConcurrency,
      provisionedPollers: settings.provisionedPollers,
    });

    this.alarmTopic = new AlarmTopic(this, 'Alarms', {
      email: settings.alarmEmail,
      existingTopicArn: settings.alarmTopicArn,
      existingChecked: settings.existingResourcesChecked,
    }).topic;
    this.monitoring = new Monitoring(this, 'Monitoring', {
      stage,
      function: this.mapping.function,
      functionTimeout: Duration.seconds(settings.functionTimeoutSeconds),
      logGroup: this.mapping.logGroup,
      eventSource,
      submissionQueue: this.submissions.queue,
      submissionRetention: SUBMISSION_RETENTION,
      deadLetterQueue: this.submissions.deadLetterQueue,
      deadLetterRetention: DEAD_LETTER_RETENTION,
      diagnosticQueue: this.diagnostics.queue,
      stream: this.events.stream,
      ordering: settings.ordering,
      thresholds: settings,
      alarmTopic: this.alarmTopic,
      emulator: settings.emulator,
    });
    if (settings.deployment !== 'all-at-once') {
      new SafeDeployment(this, 'Deployment', {
        alias: this.mapping.alias,
        shift: settings.deployment,
        alarms: createVersionAlarms(this, {
          stage,
          function: this.mapping.function,
          functionTimeout: Duration.seconds(settings.functionTimeoutSeconds),
          thresholds: settings,
        }),
      });
    }
  }

  /**
   * Lets a grantee send submissions, one by one or in batches, and find the queue by its name. Where a customer-managed
   * key encrypts the queue, the grantee may use it; the key of an existing queue that is not the one of the settings is
   * unknown here. A grantee of another account gets statements in the policies of queue and key; those of existing ones
   * are left as they are, and synth says what they have to allow.
   */
  grantSend(grantee: IGrantable): Grant {
    const send = this.submissions.queue.grant(grantee, ...senderActions.queue);
    if (this.settings.queueArn !== undefined) {
      this.#warnOfExistingPolicy(grantee, { what: 'queue', actions: senderActions.queue });
    }
    this.#grantKey(grantee, senderActions.key);
    return send;
  }

  /**
   * Lets a grantee read the stream, shard by shard. For enhanced fan-out, register a consumer, and grant that too:
   * `new StreamConsumer(this, 'Detection', { streamConsumerName: 'detection', stream: mapping.events.stream })` has
   * grantRead. Where a customer-managed key encrypts the stream, the grantee may decrypt with it, and with the key
   * before where the settings name it; the key of an existing stream that is not the one of the settings is unknown
   * here. Policies get statements as for grantSend.
   *
   * @throws SettingsError where the grantee is in another account, which cannot use the AWS-managed key of the stream
   */
  grantConsume(grantee: IGrantable): Grant {
    const { encryption, streamArn } = this.settings;
    if (streamArn !== undefined) {
      this.#warnOfExistingPolicy(grantee, { what: 'stream', actions: consumerActions.stream });
    } else if (encryption === 'aws-managed') {
      checkConsumerOfAwsManagedKey(this, grantee.grantPrincipal);
    }
    const read = this.events.stream.grant(grantee, ...consumerActions.stream);
    this.#grantKey(grantee, consumerActions.key);
    if (this.#formerEncryptionKey) {
      this.#formerEncryptionKey.grant(grantee, ...consumerActions.key);
      this.#warnOfExistingPolicy(grantee, { what: 'former key', actions: consumerActions.key });
    }
    return read;
  }

  /**
   * A metric that the function emits, for alarms and graphs of your own. Those of queue, stream and function are the
   * CDK's, such as `submissions.queue.metricNumberOfMessagesSent()`.
   *
   * @param options without them, what is counted is summed up, and what is timed (milliseconds) is averaged, each minute
   */
  metric(name: MetricName, options: MetricOptions = {}): Metric {
    return mappingMetric(this.stage, name, { statistic: usualStatistic(name), ...options }).attachTo(this);
  }

  #grantKey(grantee: IGrantable, actions: readonly string[]): void {
    this.encryptionKey?.grant(grantee, ...actions);
    if (this.settings.kmsKeyArn !== undefined) {
      this.#warnOfExistingPolicy(grantee, { what: 'key', actions });
    }
  }

  #warnOfExistingPolicy(grantee: IGrantable, leftAsItIs: LeftAsItIs): void {
    if (!this.settings.existingResourcesChecked) warnOfExistingPolicy(this, grantee.grantPrincipal, leftAsItIs);
  }

  #encryption({ encryption, kmsKeyArn }: Settings, removalPolicy: RemovalPolicy): IKey | undefined {
    if (encryption === 'aws-managed') return undefined;
    return new EncryptionKey(this, 'Encryption', { existingKeyArn: kmsKeyArn, removalPolicy }).key;
  }
}
