import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  Dashboard,
  type IAlarm,
  type IWidget,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Row, renderGraph } from './graph';
import { type InsightRule, InsightRuleWidget } from './insight-rules';
import { physicalNameOf } from './physical-name';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const GRID_WIDTH = 24;
const HEIGHT = 6;

export interface DashboardProps {
  readonly stage: string;
  readonly rows: readonly Row[];
  readonly insightRules: readonly InsightRule[];
  readonly alarms: readonly IAlarm[];
  /** Where to go from here, in Markdown. */
  readonly links: string;
}

/** One page that a person on call reads from top to bottom: from what users notice to what may be the cause. */
export const createDashboard = (scope: Construct, props: DashboardProps): Dashboard => {
  const { stage, rows, insightRules, alarms, links } = props;
  return new Dashboard(scope, 'Dashboard', {
    // Of a region, since dashboards are those of an account, and all other names those of a region in it.
    dashboardName: `${physicalNameOf(stage, 'dashboard')}-${Stack.of(scope).region}`,
    defaultInterval: Duration.hours(3),
    widgets: [
      [heading(`# Telemetry mapping, stage ${stage}`)],
      ...rows.flatMap(renderRow),
      ...(insightRules.length > 0 ? renderDevices(insightRules) : []),
      [heading('## The alarms')],
      [alarmStates(alarms)],
      [new TextWidget({ markdown: links, width: GRID_WIDTH, height: 2 })],
    ],
  });
};

const heading = (markdown: string): TextWidget =>
  new TextWidget({ markdown, width: GRID_WIDTH, height: 1, background: TextWidgetBackground.TRANSPARENT });

const renderRow = ({ heading: markdown, lines }: Row): IWidget[][] => [
  [heading(markdown)],
  ...lines.map((graphs) =>
    graphs.map((graph) => renderGraph(graph, { width: GRID_WIDTH / graphs.length, height: HEIGHT })),
  ),
];

const renderDevices = (insightRules: readonly InsightRule[]): IWidget[][] => [
  [heading('## Which devices?')],
  insightRules.map((rule) => new InsightRuleWidget(rule, GRID_WIDTH / insightRules.length, HEIGHT)),
];

const alarmStates = (alarms: readonly IAlarm[]): IWidget =>
  new AlarmStatusWidget({
    title: 'States, the latest change first',
    alarms: [...alarms],
    sortBy: AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
    width: GRID_WIDTH,
    height: 4,
  });
