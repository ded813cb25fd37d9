import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SERVICE_NAME } from '../../lambda/contract/metrics';
import { createAlarm, isOnMetricMath } from './alarm-definition';
import { warnOfNoReceiver } from './alarm-receiver';
import type { AlarmSettings } from './alarm-settings';
import { consoleLinks } from './console-links';
import { createCalls } from './create-calls';
import { createDashboard } from './dashboard';
import { type WatchedFunction, watchFunction } from './function';
import { createInsightRules } from './insight-rules';
import { type WatchedQueues, watchQueues } from './queues';
import { checkRunbookLink } from './runbook-link';
import { createSavedQueries } from './saved-queries';
import { type WatchedStream, watchStream } from './stream';
import { type WatchedSubmissions, watchSubmissions } from './submissions';

/** What is watched, and when it is too much. */
export interface MonitoringProps extends WatchedSubmissions, WatchedQueues, WatchedFunction, WatchedStream {
  /** Of the function. */
  readonly logGroup: ILogGroup;
  /** And, as of the stage, whether it keeps its data: then somebody is to be called, unless nobody is meant to. */
  readonly thresholds: AlarmSettings & { readonly retainData: boolean; readonly alarmsCallNobody: boolean };
  /** Is told of each incident, and of its end. */
  readonly alarmTopic: ITopic | undefined;
  /**
   * Whether the stage is deployed to an emulator, which knows no composite alarms, no alarms on metric math, no
   * insight rules and no saved queries. They are left out then.
   */
  readonly emulator: boolean;
}

/** The alarms, the dashboard and the saved queries of a stage. */
export class Monitoring extends Construct {
  /** Each with its own metric. */
  readonly alarms: readonly Alarm[];
  readonly dashboard: Dashboard;
  /** In the AWS console. */
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { stage, logGroup, alarmTopic, emulator } = props;
    const { runbookUrl, retainData, alarmsCallNobody } = props.thresholds;
    const isToBeWatched = retainData && !alarmsCallNobody;
    if (!emulator && (isToBeWatched || alarmTopic)) checkRunbookLink(this, runbookUrl);
    if (!emulator && isToBeWatched && !alarmTopic) warnOfNoReceiver(this, stage);

    const submissions = watchSubmissions(props);
    const queues = watchQueues(props);
    const mapping = watchFunction(props);
    const stream = watchStream(props);

    // Those about users first.
    const alarms = [...submissions.alarms, ...queues.alarms, ...mapping.alarms, ...stream.alarms]
      .filter((definition) => !(emulator && isOnMetricMath(definition)))
      .map((definition) => ({ definition, alarm: createAlarm(this, { stage, runbookUrl, alarmTopic }, definition) }));
    this.alarms = alarms.map(({ alarm }) => alarm);

    const insightRules = emulator ? [] : createInsightRules(this, stage, logGroup);
    if (!emulator) {
      createCalls(this, { stage, runbookUrl, alarms, alarmTopic, functionTimeout: props.functionTimeout });
      createSavedQueries(this, stage, logGroup);
    }

    const to = consoleLinks(this);
    this.dashboard = createDashboard(this, {
      stage,
      rows: [
        {
          heading: '## Are users affected? How late detection is, and what does not reach it',
          lines: [[submissions.latency, queues.oldestSubmission, queues.backlog, submissions.rejected]],
        },
        submissions.row,
        mapping.row,
        stream.row,
        queues.row,
      ],
      insightRules,
      alarms: this.alarms,
      links: [
        `## Links\n[Alarms](${to.alarms()})`,
        `[Logs Insights](${to.logsInsights()}), saved queries under \`${SERVICE_NAME}/${stage}\``,
        `[Queues](${to.queues()})`,
        `[Function](${to.function(props.function.functionName)})`,
        `[Stream](${to.stream(props.stream.streamName)})`,
        `Runbook: ${runbookUrl}`,
      ].join(' · '),
    });
    this.dashboardUrl = to.dashboard(this.dashboard.dashboardName);
  }
}
