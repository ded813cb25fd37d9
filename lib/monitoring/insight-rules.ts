import { Stack } from 'aws-cdk-lib';
import { CfnInsightRule, ConcreteWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logMessages } from '../../lambda/contract/log-messages';
import { PERIOD } from './metrics';
import { physicalNameOf } from './physical-name';

/** Ranks devices, which are too many to be a metric's dimension, by what the function's log says of them. */
export interface InsightRule {
  /** Of what the rule shows. */
  readonly title: string;
  readonly rule: CfnInsightRule;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html
 *
 * @param weight the field that says what a log line counts; each counts 1 without it
 */
const toRuleBody = (logGroup: ILogGroup, message: string, weight?: string) => ({
  Schema: { Name: 'CloudWatchLogRule', Version: 1 },
  LogGroupNames: [logGroup.logGroupName],
  LogFormat: 'JSON',
  Contribution: {
    Keys: ['$.device_id'],
    ...(weight !== undefined && { ValueOf: weight }),
    Filters: [{ Match: '$.message', In: [message] }],
  },
  AggregateOn: weight === undefined ? 'Count' : 'Sum',
});

export const createInsightRules = (scope: Construct, stage: string, logGroup: ILogGroup): readonly InsightRule[] => {
  const create = (id: string, body: unknown): CfnInsightRule =>
    new CfnInsightRule(scope, id, {
      ruleName: physicalNameOf(stage, id),
      ruleState: 'ENABLED',
      ruleBody: Stack.of(scope).toJsonString(body),
    });
  return [
    {
      title: 'Rejected submissions by device',
      rule: create('rejected-by-device', toRuleBody(logGroup, logMessages.submissionRejected)),
    },
    {
      title: 'Received submissions by device (estimated from a sample)',
      rule: create('received-by-device', toRuleBody(logGroup, logMessages.deviceSampled, '$.submissions')),
    },
  ];
};

const CONTRIBUTORS = 10;

/** The first contributors of an insight rule, which the CDK has no widget for. */
export class InsightRuleWidget extends ConcreteWidget {
  readonly #insightRule: InsightRule;

  constructor(insightRule: InsightRule, width: number, height: number) {
    super(width, height);
    this.#insightRule = insightRule;
  }

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
  toJson() {
    const { title, rule } = this.#insightRule;
    return [
      {
        type: 'metric',
        width: this.width,
        height: this.height,
        x: this.x,
        y: this.y,
        properties: {
          title,
          region: Stack.of(rule).region,
          view: 'timeSeries',
          period: PERIOD.toSeconds(),
          legend: { position: 'right' },
          insightRule: { ruleName: rule.attrRuleName, maxContributorCount: CONTRIBUTORS, orderBy: 'Sum' },
        },
      },
    ];
  }
}
