import { describe, expect, test } from '@jest/globals';
import { alarmsOf, callsOf, runbook, savedQueriesOf, widgetsOf } from '../support/monitoring';
import { templateOf } from '../support/stack';

const template = templateOf({ stage: 'prod', alarmNoTrafficMinutes: '30' });
const alarms = new Map([...alarmsOf(template, 'prod')].map(([id, { AlarmDescription }]) => [id, AlarmDescription]));
/** Those that call, each with the sentence and the link that people get. */
const calls = callsOf(template, 'prod');

const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return [title, lines.join('\n')];
    }),
);

describe('the runbook', () => {
  test('has a section for every alarm, and no other', () => {
    expect([...sections.keys()].toSorted()).toEqual(['detection-late', ...alarms.keys()].toSorted());
  });

  test.each([...alarms])('is linked by the alarm %s, after what it means for users', (id, description) => {
    expect(description).toMatch(new RegExp(`^.{40,}\\. What to do: docs/runbook\\.md#${id}$`));
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    expect(description.length).toBeLessThanOrEqual(1_024);
  });

  test.each([...calls])('is linked by the call %s, and says when it calls', (id, description) => {
    expect(description).toMatch(/^.{40,}\. What to do: docs\/runbook\.md#[\w-]+$/);
    expect(sections.has(description.replace(/^.*#/, ''))).toBe(true);
    expect(runbook.slice(0, runbook.indexOf('\n## '))).toContain(`\`${id}\``);
  });

  test.each([...sections])('says of %s what it is, what it means, what to look at and what to do', (_, text) => {
    const parts = [...text.matchAll(/^\*\*(.*?)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Symptom', 'What it means for users', 'Likely causes', 'What to look at', 'What to do']);
  });

  test('names only saved queries that there are, and all of them', () => {
    const saved = [...savedQueriesOf(template).keys()].map((name) => name.replace('telemetry-mapping/prod/', ''));
    const named = [...runbook.matchAll(/saved\s+query\s+`([\w-]+)`|then `(one-submission)`/gi)].map(
      ([, query, another]) => query ?? another ?? '',
    );
    expect([...new Set(named)].toSorted()).toEqual(saved.toSorted());
  });

  test('names only rows of the dashboard that there are', () => {
    const headings = widgetsOf(template).map(({ properties }) => properties.markdown ?? '');
    const rows = [...runbook.matchAll(/row\s+"([^"]+)"/gi)].map(([, row = '']) => row.replace(/\s+/g, ' '));
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter((row) => !headings.some((heading) => heading.startsWith(`## ${row}`)))).toEqual([]);
  });

  test('names only graphs of the dashboard that there are', () => {
    const titles = widgetsOf(template).map(({ properties }) => properties.title);
    const graphs = [...runbook.matchAll(/graph\s+"([^"]+)"/g)].map(([, graph = '']) => graph.replace(/\s+/g, ' '));
    expect(graphs.filter((graph) => !titles.includes(graph))).toEqual([]);
  });

  test('redrives from the dead-letter queue only, since SQS moves messages from no other', () => {
    const moves = [...runbook.matchAll(/start-message-move-task --source-arn "(.*?)"/g)].map(([, source]) => source);
    expect(moves).toEqual(['$(arn ']);
    expect(runbook).toContain('start-message-move-task --source-arn "$(arn "$DEAD")"');
  });
});
