import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { alarmsOf, insightRulesOf, linesOf, type MetricReference, metricsOf, widgetsOf } from '../support/monitoring';
import { templateOf } from '../support/stack';

describe('the dashboard', () => {
  const template = templateOf({ stage: 'prod', alarmNoTrafficMinutes: '30' });
  const widgets = widgetsOf(template);
  const graphs = widgets.filter(({ properties }) => properties.metrics);

  test('reads from what users notice to what may be the cause', () => {
    const headings = widgets.flatMap(
      ({ properties: { markdown = '' } }) => /^## (\w+ \w+ ?\w*)/.exec(markdown)?.[1] ?? [],
    );
    expect(headings.map((heading) => heading.trim())).toEqual([
      'Are users affected',
      'How much goes',
      'The function',
      'The stream',
      'The queues',
      'Which devices',
      'The alarms',
    ]);
    expect(widgets.at(-1)?.properties.markdown).toContain('## Links');
  });

  test('fills each row of the grid, and overlaps nowhere', () => {
    const rows = Map.groupBy(widgets, ({ y }) => y);
    for (const row of rows.values()) expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(24);
    let bottom = 0;
    for (const [y, row] of rows) {
      expect(y).toBe(bottom);
      bottom += Math.max(...row.map(({ height }) => height));
    }
  });

  test('gives each graph a title and a unit', () => {
    expect(graphs.length).toBeGreaterThan(15);
    for (const { properties } of graphs) {
      expect(properties.title).toBeTruthy();
      expect(properties.yAxis?.left.label).toBeTruthy();
    }
  });

  test('shows the threshold of each alarm, except of the one that has no value to compare', () => {
    const lines = graphs.flatMap(linesOf).filter(({ label }) => label.startsWith('Alarm: '));
    const expected = [...alarmsOf(template, 'prod')].filter(([id]) => id !== 'source-stalled');
    expect(new Map(lines.map(({ label, value }) => [label, value]))).toEqual(
      new Map(expected.map(([id, { Threshold }]) => [`Alarm: ${id}`, Threshold])),
    );
  });

  test('shows each threshold in a graph of the metrics that the alarm looks at', () => {
    const namesOf = (metrics: readonly MetricReference[]) => metrics.map(({ MetricName }) => MetricName);
    for (const [id, { metrics }] of alarmsOf(template, 'prod')) {
      const showing = graphs.filter((graph) => linesOf(graph).some(({ label }) => label === `Alarm: ${id}`));
      for (const graph of showing) expect(namesOf(metricsOf(graph))).toEqual(expect.arrayContaining(namesOf(metrics)));
    }
  });

  test('compares the age of dead letters, which counts from their move, with what is left of their retention', () => {
    const daysOf = (queue: Readonly<Record<string, unknown>> | undefined) =>
      Number(Object(queue?.['Properties']).MessageRetentionPeriod) / 86_400;
    const queues = template.findResources('AWS::SQS::Queue');
    const [submissions] = Object.values(queues).filter((queue) => queue['Properties'].RedrivePolicy);
    const [deadLetterQueue] = submissions?.['Properties'].RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'] ?? [];
    const kept = daysOf(queues[deadLetterQueue]);

    const graph = graphs.find(({ properties }) => properties.title?.startsWith('Age of the oldest dead letter'));
    const [metric] = graph ? metricsOf(graph) : [];
    expect(metric?.MetricName).toBe('ApproximateAgeOfOldestMessage');
    expect(graph && linesOf(graph).map(({ value }) => value)).toEqual([kept - daysOf(submissions), kept]);
  });

  test('shows a backlog that nothing drains as a long one to drain, and divides by no zero', () => {
    const graph = graphs.find(({ properties }) => properties.title?.startsWith('Time to drain'));
    expect(JSON.stringify(graph)).toContain('"waiting * PERIOD(deleted) / IF(deleted > 0, deleted, 1) / 60"');
  });

  test('shows what the event source does with messages', () => {
    const [mapping] = Object.keys(template.findResources('AWS::Lambda::EventSourceMapping'));
    const graph = graphs.find(({ properties }) => properties.title?.startsWith('The event source'));
    expect(graph && metricsOf(graph).map(({ MetricName, Dimensions }) => [MetricName, Dimensions])).toEqual(
      ['PolledEventCount', 'DeletedEventCount', 'FailedInvokeEventCount'].map((name) => [
        name,
        [{ Name: 'EventSourceMappingUUID', Value: 'TOKEN' }],
      ]),
    );
    expect(JSON.stringify(template.findResources('AWS::CloudWatch::Dashboard'))).toContain(`{"Ref":"${mapping}"}`);
  });

  test('has the insight rules and the states of all alarms', () => {
    expect(widgets.filter(({ properties }) => properties.insightRule)).toHaveLength(insightRulesOf(template).size);
    const states = widgets.find(({ type }) => type === 'alarm');
    expect(states?.properties.alarms).toHaveLength(alarmsOf(template, 'prod').size);
  });

  test('is linked by the stack', () => {
    template.hasOutput('DashboardUrl', {
      Value: { 'Fn::Join': ['', Match.arrayWith(['.console.aws.amazon.com/cloudwatch/home?region='])] },
    });
  });

  test('has no row of devices where there are no insight rules', () => {
    expect(JSON.stringify(widgetsOf(templateOf({ stage: 'local' })))).not.toContain('Which devices');
  });
});
