import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Architecture, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Environment, METRICS_NAMESPACE, SERVICE_NAME } from '../lambda/environment';

const projectRoot = join(import.meta.dirname, '..');

export interface MappingFunctionProps {
  readonly stage: string;
  readonly stream: IStream;
  readonly submissionQueue: IQueue;
  readonly diagnosticQueue: IQueue;
  readonly partitionKey: Environment['PARTITION_KEY'];
  readonly eventFormat: Environment['EVENT_FORMAT'];
  readonly timeout: Duration;
  readonly memoryMegabytes: number;
  readonly logLevel: Environment['POWERTOOLS_LOG_LEVEL'];
  readonly logRetention: RetentionDays;
}

/** The function that turns submissions into events. */
export class MappingFunction extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, props: MappingFunctionProps) {
    super(scope, id);
    const { stream, submissionQueue, diagnosticQueue } = props;

    this.function = new NodejsFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      entry: join(projectRoot, 'lambda', 'handler.ts'),
      handler: 'handler',
      timeout: props.timeout,
      memorySize: props.memoryMegabytes,
      // A continuation is a round of a loop, which Lambda would end after about 16. This loop ends by itself: a
      // continuation is sent only where there was progress.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        STREAM_NAME: stream.streamName,
        SUBMISSION_QUEUE_URL: submissionQueue.queueUrl,
        DIAGNOSTIC_QUEUE_URL: diagnosticQueue.queueUrl,
        PARTITION_KEY: props.partitionKey,
        EVENT_FORMAT: props.eventFormat,
        POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        POWERTOOLS_LOG_LEVEL: props.logLevel,
        STAGE: props.stage,
      } satisfies Environment,
      logGroup: new LogGroup(this, 'Logs', { retention: props.logRetention, removalPolicy: RemovalPolicy.DESTROY }),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      bundling: {
        // The SDK too: what was tested is what runs.
        externalModules: [],
        format: OutputFormat.ESM,
        mainFields: ['module', 'main'],
        target: 'node24',
        minify: true,
        logLevel: LogLevel.WARNING,
      },
    });

    stream.grant(this.function, 'kinesis:PutRecords');
    diagnosticQueue.grant(this.function, 'sqs:SendMessage');
    // Continuations of submissions that are too large for one invocation.
    submissionQueue.grant(this.function, 'sqs:SendMessage');
  }
}
