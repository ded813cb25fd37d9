import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logMessages } from '../../lambda/contract/log-messages';
import { SERVICE_NAME } from '../../lambda/contract/metrics';

/**
 * The Logs Insights queries that the runbook names, by name.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
const queries = {
  'rejected-by-reason': [
    `filter message = "${logMessages.submissionRejected}"`,
    'fields reasons.0.message as reason, reasons.0.path as path',
    'stats count(*) as submissions, count_distinct(device_id) as devices, latest(path) as example by reason',
    'sort submissions desc',
  ],
  'failed-by-code': [
    `filter message = "${logMessages.submissionFailed}"`,
    'stats count(*) as deliveries, count_distinct(submission_id) as submissions by failed_to, code',
    'sort deliveries desc',
  ],
  'batch-summaries': [
    `filter message = "${logMessages.batchProcessed}"`,
    'fields @timestamp, received, published, rejected, continued, failed, retries_delayed, duration_ms',
    'fields put_records.calls, put_records.records, put_records.retries, put_records.inversions',
    'sort @timestamp desc',
    'limit 200',
  ],
  'one-submission': [
    'filter submission_id = "SUBMISSION-ID" or message_id = "MESSAGE-ID"',
    'fields @timestamp, message, message_id, device_id, events_published, failed_to, code, latency_ms',
    'sort @timestamp asc',
  ],
  'one-device': [
    'filter device_id = "DEVICE-ID"',
    'fields @timestamp, message, message_id, submission_id, reasons.0.path, reasons.0.message, failed_to, code',
    'sort @timestamp desc',
    'limit 200',
  ],
} as const;

export const createSavedQueries = (scope: Construct, stage: string, logGroup: ILogGroup): void => {
  for (const [name, commands] of Object.entries(queries)) {
    new CfnQueryDefinition(scope, name, {
      // The console shows the parts as folders.
      name: `${SERVICE_NAME}/${stage}/${name}`,
      queryString: commands.join('\n| '),
      logGroupNames: [logGroup.logGroupName],
    });
  }
};
