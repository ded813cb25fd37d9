import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { alarmsOf, insightRulesOf, widgetsOf } from '../support/monitoring';
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
    const lines = widgets.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    const expected = [...alarmsOf(template, 'prod')].filter(([id]) => id !== 'source-stalled');
    expect(new Map(lines.map(({ label, value }) => [label, value]))).toEqual(
      new Map(expected.map(([id, { Threshold }]) => [`Alarm: ${id}`, Threshold])),
    );
  });

  test('has the insight rules and the states of all alarms', () => {
    expect(widgets.filter(({ properties }) => properties.insightRule)).toHaveLength(insightRulesOf(template).size);
    const states = widgets.find(({ type }) => type === 'alarm');
    expect(states?.properties.alarms).toHaveLength(alarmsOf(template, 'prod').size + 1);
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
