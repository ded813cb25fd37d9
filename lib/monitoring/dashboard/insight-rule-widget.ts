import { Stack } from 'aws-cdk-lib';
import { ConcreteWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { InsightRule } from '../insight-rules';
import { PERIOD } from '../metrics';

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
