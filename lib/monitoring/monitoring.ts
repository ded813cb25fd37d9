import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { isOnMetricMath } from './alarms/alarm-definition';
import { createCompositeAlarm } from './alarms/composite-alarm';
import { createAlarm } from './alarms/create-alarm';
import { defineAlarms } from './alarms/define-alarms';
import { consoleLinks } from './console-links';
import { createDashboard } from './dashboard/dashboard';
import { createInsightRules } from './insight-rules';
import type { Monitored } from './monitored';
import { createSavedQueries } from './saved-queries';

export interface MonitoringProps extends Monitored {
  /** Is told when the stage becomes unhealthy, and when it is healthy again. */
  readonly alarmTopic: ITopic | undefined;
  /**
   * Whether the stage is deployed to an emulator, which knows no composite alarms, no alarms on metric math, no
   * insight rules and no saved queries. They are left out then.
   */
  readonly emulator: boolean;
}

/** The alarms, the dashboard and the saved queries of a stage. */
export class Monitoring extends Construct {
  readonly alarms: readonly Alarm[];
  /** Those that have a deploy rolled back. */
  readonly rollbackAlarms: readonly Alarm[];
  readonly dashboard: Dashboard;
  /** In the AWS console. */
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { alarmTopic, emulator, ...monitored }: MonitoringProps) {
    super(scope, id);
    const { stage, logGroup, thresholds } = monitored;
    const definitions = defineAlarms(monitored);
    const alarms = definitions
      .filter((definition) => !(emulator && isOnMetricMath(definition)))
      .map((definition) => ({ definition, alarm: createAlarm(this, stage, thresholds.runbookUrl, definition) }));
    this.alarms = alarms.map(({ alarm }) => alarm);
    this.rollbackAlarms = alarms.filter(({ definition }) => definition.rollsBack).map(({ alarm }) => alarm);

    const insightRules = emulator ? [] : createInsightRules(this, stage, logGroup);
    const unhealthy = emulator
      ? undefined
      : createCompositeAlarm(this, { stage, runbookUrl: thresholds.runbookUrl, alarms: this.alarms, alarmTopic });
    if (!emulator) createSavedQueries(this, stage, logGroup);

    this.dashboard = createDashboard(this, {
      monitored,
      definitions,
      alarms: unhealthy ? [unhealthy, ...this.alarms] : this.alarms,
      insightRules,
    });
    this.dashboardUrl = consoleLinks(this).dashboard(this.dashboard.dashboardName);
  }
}
