import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DiagnosticQueue } from './diagnostic-queue';
import { EventStream } from './event-stream';
import { MappingFunction } from './mapping-function';
import { Monitoring } from './monitoring/monitoring';
import type { Settings } from './settings/settings';
import { SubmissionQueue } from './submission-queue';
import { SubmissionSource } from './submission-source';

export interface TelemetryMappingProps {
  /** Names the stage in logs and metrics. */
  readonly stage: string;
  readonly settings: Settings;
}

/** Sensor submissions from a queue, as ordered events into a stream. */
export class TelemetryMapping extends Construct {
  readonly submissions: SubmissionQueue;
  readonly diagnostics: DiagnosticQueue;
  readonly events: EventStream;
  readonly mapping: MappingFunction;
  readonly monitoring: Monitoring;

  constructor(scope: Construct, id: string, { stage, settings }: TelemetryMappingProps) {
    super(scope, id);

    this.submissions = new SubmissionQueue(this, 'Submissions', {
      queueName: settings.queueName,
      visibilityTimeout: Duration.seconds(settings.visibilityTimeoutSeconds),
      maxReceiveCount: settings.maxReceiveCount,
    });
    this.diagnostics = new DiagnosticQueue(this, 'Diagnostics');
    this.events = new EventStream(this, 'Events', {
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
      partitionKey: settings.partitionKey,
      eventFormat: settings.eventFormat,
      timeout: Duration.seconds(settings.functionTimeoutSeconds),
      memoryMegabytes: settings.functionMemoryMegabytes,
      logLevel: settings.logLevel,
      logRetention: settings.logRetentionDays,
    });

    new SubmissionSource(this, 'Source', {
      queue: this.submissions.queue,
      function: this.mapping.function,
      batchSize: settings.batchSize,
      batchingWindow: Duration.seconds(settings.batchingWindowSeconds),
    });

    this.monitoring = new Monitoring(this, 'Monitoring', {
      stage,
      function: this.mapping.function,
      functionTimeout: Duration.seconds(settings.functionTimeoutSeconds),
      logGroup: this.mapping.function.logGroup,
      submissionQueue: this.submissions.queue,
      deadLetterQueue: this.submissions.deadLetterQueue,
      diagnosticQueue: this.diagnostics.queue,
      stream: this.events.stream,
      thresholds: settings,
      alarmTopic: undefined,
      emulator: stage === 'local',
    });
  }
}
