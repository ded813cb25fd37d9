import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';

export const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');

const Join = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

/** Text of a template; what CloudFormation fills in is left as `TOKEN`. */
export const TemplateText = z.union([
  z.string(),
  Join.transform((join) => join['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'TOKEN')).join('')),
]);

const MetricReference = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
});
export type MetricReference = z.infer<typeof MetricReference>;

const AlarmProperties = z.looseObject({
  AlarmName: TemplateText,
  AlarmDescription: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.int(),
  TreatMissingData: z.string(),
});

export interface SynthesizedAlarm extends z.infer<typeof AlarmProperties> {
  readonly logicalId: string;
  readonly onMetricMath: boolean;
  /** Undefined where it is on a single metric. */
  readonly expression: string | undefined;
  readonly metrics: readonly MetricReference[];
}

const MathMetrics = z.array(
  z.looseObject({ Expression: z.string().optional(), MetricStat: z.object({ Metric: MetricReference }).optional() }),
);

/** The metric alarms of a template that judge the stage, by the last part of their name. */
export const alarmsOf = (template: Template, stage: string): ReadonlyMap<string, SynthesizedAlarm> =>
  new Map([...allAlarmsOf(template, stage)].filter(([name]) => !name.startsWith('version-')));

/** Those that judge the version of the function, which is `TOKEN`. */
export const versionAlarmsOf = (template: Template, stage: string): ReadonlyMap<string, SynthesizedAlarm> =>
  new Map(
    [...allAlarmsOf(template, stage)].flatMap(([name, alarm]) =>
      name.startsWith('version-') ? [[name.replace('version-TOKEN-', ''), alarm]] : [],
    ),
  );

const allAlarmsOf = (template: Template, stage: string): ReadonlyMap<string, SynthesizedAlarm> =>
  new Map(
    Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([logicalId, resource]) => {
      const properties = AlarmProperties.parse(resource['Properties']);
      const math = MathMetrics.optional().parse(properties['Metrics']);
      return [
        properties.AlarmName.replace(`telemetry-mapping-${stage}-`, ''),
        {
          ...properties,
          logicalId,
          onMetricMath: math !== undefined,
          expression: math?.flatMap(({ Expression }) => Expression ?? [])[0],
          metrics: math
            ? math.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
            : [MetricReference.parse(properties)],
        },
      ];
    }),
  );

/** The descriptions of the composite alarms that have people told of others, by the last part of their name. */
export const callsOf = (template: Template, stage: string): ReadonlyMap<string, string> =>
  new Map(
    Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'))
      .map((resource) => resource['Properties'])
      .filter(({ ActionsSuppressor }) => ActionsSuppressor)
      .map(({ AlarmName, AlarmDescription }) => [
        String(AlarmName).replace(`telemetry-mapping-${stage}-`, ''),
        String(AlarmDescription),
      ]),
  );

const Widget = z.object({
  type: z.string(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  properties: z.looseObject({
    title: z.string().optional(),
    markdown: z.string().optional(),
    metrics: z.array(z.array(z.unknown())).optional(),
    annotations: z.object({ horizontal: z.array(z.object({ value: z.number(), label: z.string() })) }).optional(),
    yAxis: z.object({ left: z.object({ label: z.string() }) }).optional(),
    insightRule: z.object({ ruleName: z.string() }).optional(),
    alarms: z.array(z.string()).optional(),
  }),
});
export type Widget = z.infer<typeof Widget>;

/** The widgets of the template's only dashboard, from top to bottom. */
export const widgetsOf = (template: Template): readonly Widget[] => {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = TemplateText.parse(dashboard?.['Properties'].DashboardBody);
  return z.object({ widgets: z.array(Widget) }).parse(JSON.parse(body)).widgets;
};

/** The horizontal lines of a widget. */
export const linesOf = ({ properties: { annotations } }: Widget) => annotations?.horizontal ?? [];

const Expression = z.looseObject({ expression: z.string() });

/** The metrics that a widget shows, those inside of its expressions included. */
export const metricsOf = ({ properties: { metrics = [] } }: Widget): readonly MetricReference[] =>
  metrics
    .filter(([first]) => !Expression.safeParse(first).success)
    .map((row) => {
      const [namespace, metricName, ...others] = row.filter((part) => typeof part === 'string');
      const names = others.filter((_, index) => index % 2 === 0);
      return {
        Namespace: String(namespace),
        MetricName: String(metricName),
        Dimensions: names.map((Name, index) => ({ Name, Value: others[2 * index + 1] })),
      };
    });

const InsightRuleBody = z.object({
  Schema: z.object({ Name: z.literal('CloudWatchLogRule'), Version: z.literal(1) }),
  LogGroupNames: z.array(z.string()).length(1),
  LogFormat: z.literal('JSON'),
  Contribution: z.object({
    Keys: z.array(z.string()),
    ValueOf: z.string().optional(),
    Filters: z.array(z.object({ Match: z.string(), In: z.array(z.string()) })),
  }),
  AggregateOn: z.enum(['Count', 'Sum']),
});
export type InsightRuleBody = z.infer<typeof InsightRuleBody>;

/** The bodies of the template's insight rules, by name. */
export const insightRulesOf = (template: Template): ReadonlyMap<string, InsightRuleBody> =>
  new Map(
    Object.values(template.findResources('AWS::CloudWatch::InsightRule')).map((resource) => {
      const { RuleName, RuleBody } = resource['Properties'];
      return [String(RuleName), InsightRuleBody.parse(JSON.parse(TemplateText.parse(RuleBody)))];
    }),
  );

/** The commands of the template's saved queries, by name. */
export const savedQueriesOf = (template: Template): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.values(template.findResources('AWS::Logs::QueryDefinition')).map((resource) => {
      const { Name, QueryString } = resource['Properties'];
      return [String(Name), String(QueryString).split('\n| ')];
    }),
  );
