import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The ARNs of what the function reads and writes. */
export interface FunctionData {
  readonly stream: string;
  readonly submissionQueue: string;
  readonly diagnosticQueue: string;
  /** Ends with `:*`, for the log streams. */
  readonly logGroup: string;
}

/** Of what the function reads and writes; with it, of what its event source does in its name. */
export const dataRights = ({
  stream,
  submissionQueue,
  diagnosticQueue,
  logGroup,
}: FunctionData): readonly PolicyStatement[] => [
  // Both, whatever the ordering: while a deployment that changes it shifts submissions, both versions put.
  allow(stream, 'kinesis:PutRecords', 'kinesis:PutRecord'),
  allow(diagnosticQueue, 'sqs:SendMessage'),
  allow(
    submissionQueue,
    // Continuations of submissions that are too large for one invocation, in place of what they continue; retries that
    // come back soon.
    'sqs:SendMessage',
    'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibility',
    // The event source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    'sqs:ReceiveMessage',
    'sqs:GetQueueAttributes',
  ),
  allow(logGroup, 'logs:CreateLogStream', 'logs:PutLogEvents'),
];

/** Customer-managed keys, by their ARNs. */
export interface FunctionKeys {
  /** What queues and stream are encrypted with. */
  readonly key: string | undefined;
  /** What they were encrypted with before. */
  readonly formerKey: string | undefined;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
export const keyRights = ({ key, formerKey }: FunctionKeys): readonly PolicyStatement[] => [
  ...(key === undefined ? [] : [allow(key, 'kms:GenerateDataKey', 'kms:Decrypt')]),
  ...(formerKey === undefined ? [] : [allow(formerKey, 'kms:Decrypt')]),
];

const allow = (resource: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });
