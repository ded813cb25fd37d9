import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic';
import { DiagnosticQueue } from './diagnostic-queue';
import { EncryptionKey } from './encryption-key';
import { EventStream } from './event-stream';
import { MappingFunction } from './mapping-function';
import { Monitoring } from './monitoring/monitoring';
import { SafeDeployment } from './safe-deployment';
import type { Settings } from './settings/settings';
import { DEAD_LETTER_RETENTION, SUBMISSION_RETENTION, SubmissionQueue } from './submission-queue';
import { addSubmissionSource } from './submission-source';

export interface TelemetryMappingProps {
  /** Names the stage in logs and metrics. */
  readonly stage: string;
  /** As `completeSettings` makes them of those that differ from the defaults. */
  readonly settings: Settings;
}

/** Sensor submissions from a queue, as ordered events into a stream. */
export class TelemetryMapping extends Construct {
  readonly submissions: SubmissionQueue;
  readonly diagnostics: DiagnosticQueue;
  readonly events: EventStream;
  readonly mapping: MappingFunction;
  /** Where alarms notify, if anywhere. */
  readonly alarmTopic: ITopic | undefined;
  readonly monitoring: Monitoring;

  constructor(scope: Construct, id: string, { stage, settings }: TelemetryMappingProps) {
    super(scope, id);

    const removalPolicy = settings.retainData
      ? // A first deployment that fails leaves nothing behind.
        RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
      : RemovalPolicy.DESTROY;
    const encryptionKey = this.#encryptionKey(settings, removalPolicy);
    const protection = { encryptionKey, removalPolicy };

    this.submissions = new SubmissionQueue(this, 'Submissions', {
      ...protection,
      existingQueueArn: settings.queueArn,
      queueName: settings.queueName,
      visibilityTimeout: Duration.seconds(settings.visibilityTimeoutSeconds),
      maxReceiveCount: settings.maxReceiveCount,
    });
    this.diagnostics = new DiagnosticQueue(this, 'Diagnostics', protection);
    this.events = new EventStream(this, 'Events', {
      ...protection,
      existingStreamArn: settings.streamArn,
      streamName: settings.streamName,
      mode: settings.streamMode,
      shards: settings.streamShards,
      retention: Duration.hours(settings.streamRetentionHours),
    });
    this.mapping = new MappingFunction(this, 'Mapping', {
      stage,
      stream: this.events.stream,
      submissionQueue: this.submissions.queue,
      diagnosticQueue: this.diagnostics.queue,
      encryptionKey,
      partitionKey: settings.partitionKey,
      eventFormat: settings.eventFormat,
      timeout: Duration.seconds(settings.functionTimeoutSeconds),
      memoryMegabytes: settings.functionMemoryMegabytes,
      reservedConcurrency: settings.reservedConcurrency,
      logLevel: settings.logLevel,
      logRetention: settings.logRetentionDays,
      logRemovalPolicy: removalPolicy,
    });

    addSubmissionSource(this.mapping.alias, {
      queue: this.submissions.queue,
      batchSize: settings.batchSize,
      batchingWindow: Duration.seconds(settings.batchingWindowSeconds),
      maximumConcurrency: settings.maximumConcurrency,
      provisionedPollers: settings.provisionedPollers,
    });

    this.alarmTopic = this.#alarmTopic(settings);
    this.monitoring = new Monitoring(this, 'Monitoring', {
      stage,
      function: this.mapping.function,
      functionTimeout: Duration.seconds(settings.functionTimeoutSeconds),
      logGroup: this.mapping.logGroup,
      submissionQueue: this.submissions.queue,
      submissionRetention: SUBMISSION_RETENTION,
      deadLetterQueue: this.submissions.deadLetterQueue,
      deadLetterRetention: DEAD_LETTER_RETENTION,
      diagnosticQueue: this.diagnostics.queue,
      stream: this.events.stream,
      thresholds: settings,
      alarmTopic: this.alarmTopic,
      emulator: settings.emulator,
    });
    if (settings.deployment !== 'all-at-once') {
      new SafeDeployment(this, 'Deployment', {
        alias: this.mapping.alias,
        shift: settings.deployment,
        alarms: this.monitoring.rollbackAlarms,
      });
    }
  }

  #encryptionKey({ encryption, kmsKeyArn }: Settings, removalPolicy: RemovalPolicy): IKey | undefined {
    if (encryption === 'aws-managed') return undefined;
    return new EncryptionKey(this, 'Encryption', { existingKeyArn: kmsKeyArn, removalPolicy }).key;
  }

  #alarmTopic({ alarmEmail, alarmTopicArn }: Settings): ITopic | undefined {
    if (alarmTopicArn !== undefined) return Topic.fromTopicArn(this, 'AlarmTopic', alarmTopicArn);
    return alarmEmail === undefined ? undefined : new AlarmTopic(this, 'Alarms', { email: alarmEmail }).topic;
  }
}
