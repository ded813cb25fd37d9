import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Pages of the AWS console in the region of a construct. */
export const consoleLinks = (scope: Construct) => {
  const { region } = Stack.of(scope);
  const page = (service: string, fragment: string): string =>
    `https://${region}.console.aws.amazon.com/${service}/home?region=${region}#${fragment}`;
  return {
    dashboard: (name: string): string => page('cloudwatch', `dashboards/dashboard/${name}`),
    logsInsights: (): string => page('cloudwatch', 'logsV2:logs-insights'),
    alarms: (): string => page('cloudwatch', 'alarmsV2:'),
    queues: (): string => page('sqs/v3', '/queues'),
    function: (name: string): string => page('lambda', `/functions/${name}?tab=monitoring`),
    stream: (name: string): string => page('kinesis', `/streams/details/${name}/monitoring`),
  };
};
