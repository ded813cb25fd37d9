import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IWidget,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { physicalNameOf } from '../../../lambda/contract/physical-name';
import type { AlarmDefinition } from '../alarms/alarm-definition';
import type { InsightRule } from '../insight-rules';
import type { Monitored } from '../monitored';
import { functionRow } from './function-row';
import { InsightRuleWidget } from './insight-rule-widget';
import { linksMarkdown } from './links';
import { queueRow } from './queue-row';
import type { Row } from './row';
import { streamRow } from './stream-row';
import { thresholdLines } from './threshold-lines';
import { throughputRow } from './throughput-row';
import { userRow } from './user-row';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const GRID_WIDTH = 24;
const HEIGHT = 6;

export interface DashboardProps {
  readonly monitored: Monitored;
  readonly definitions: readonly AlarmDefinition[];
  readonly alarms: readonly IAlarm[];
  readonly insightRules: readonly InsightRule[];
}

/** One page that a person on call reads from top to bottom: from what users notice to what may be the cause. */
export const createDashboard = (scope: Construct, props: DashboardProps): Dashboard => {
  const { monitored, definitions, alarms, insightRules } = props;
  const rows = [userRow, throughputRow, functionRow, streamRow, queueRow].map((rowOf) => rowOf(monitored));
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: physicalNameOf(monitored.stage, 'dashboard'),
    defaultInterval: Duration.hours(3),
    widgets: [
      [heading(`# Telemetry mapping, stage ${monitored.stage}`)],
      ...rows.flatMap((row) => renderRow(row, definitions)),
      ...(insightRules.length > 0 ? renderDevices(insightRules) : []),
      [heading('## The alarms')],
      [alarmStates(alarms)],
      [new TextWidget({ markdown: linksMarkdown(scope, monitored), width: GRID_WIDTH, height: 2 })],
    ],
  });
};

const heading = (markdown: string): TextWidget =>
  new TextWidget({ markdown, width: GRID_WIDTH, height: 1, background: TextWidgetBackground.TRANSPARENT });

const renderRow = ({ heading: markdown, graphs }: Row, definitions: readonly AlarmDefinition[]): IWidget[][] => [
  [heading(markdown)],
  graphs.map(
    ({ title, unit, metrics, alarms = [], stacked = false }) =>
      new GraphWidget({
        title,
        left: [...metrics],
        leftYAxis: { label: unit, min: 0, showUnits: false },
        leftAnnotations: thresholdLines(alarms, definitions),
        stacked,
        width: GRID_WIDTH / graphs.length,
        height: HEIGHT,
      }),
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
