import type { Duration } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AlarmSettings } from '../settings/alarm-settings';

/** What is watched, and when it is too much. */
export interface Monitored {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  /** The function itself, not its alias: Lambda counts under its name what runs through an alias too. */
  readonly function: IFunction;
  readonly functionTimeout: Duration;
  /** Of the function. */
  readonly logGroup: ILogGroup;
  readonly submissionQueue: IQueue;
  /** Undefined where the submission queue is somebody else's, so that it is not known. */
  readonly deadLetterQueue: IQueue | undefined;
  readonly diagnosticQueue: IQueue;
  readonly stream: IStream;
  readonly thresholds: AlarmSettings;
}
