import { expect, test } from '@jest/globals';
import { insightRulesOf, savedQueriesOf } from '../support/monitoring';
import { aContinued, aFailed, aPublished, aRejected } from '../support/outcomes';
import { reportBatch } from '../support/reported-batch';
import { templateOf } from '../support/stack';

const template = templateOf({ stage: 'prod' });
const { logLines } = reportBatch([aPublished({ redelivered: true }), aRejected(), aContinued(), aFailed()]);

/** Fields as Logs Insights names them: those of objects and lists by path. */
const fieldsOf = (value: unknown, path: readonly string[] = []): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, [...path, name]))
    : [path.join('.')];
const loggedFields = new Set(logLines.flatMap((line) => fieldsOf(line)));

test('there are rules that rank devices by rejected and by received submissions', () => {
  expect([...insightRulesOf(template).keys()]).toEqual([
    'telemetry-mapping-prod-rejected-by-device',
    'telemetry-mapping-prod-received-by-device',
  ]);
});

test.each([...insightRulesOf(template)])(
  '%s counts, by device, what the function logs',
  (_, { Contribution, AggregateOn }) => {
    const [filter] = Contribution.Filters;
    expect(filter?.Match).toBe('$.message');
    const matching = logLines.filter(({ message }) => filter?.In.includes(message));
    expect(matching).not.toEqual([]);
    expect(Contribution.Keys).toEqual(['$.device_id']);
    expect(matching[0]?.['device_id']).toEqual(expect.any(String));
    expect(AggregateOn).toBe(Contribution.ValueOf ? 'Sum' : 'Count');
    if (Contribution.ValueOf) {
      expect(matching[0]?.[Contribution.ValueOf.replace('$.', '')]).toEqual(expect.any(Number));
    }
  },
);

test('the rule of received submissions counts each of a small batch', () => {
  const rule = insightRulesOf(template).get('telemetry-mapping-prod-received-by-device');
  const counted = logLines
    .filter(({ message }) => rule?.Contribution.Filters[0]?.In.includes(message))
    .map(({ submissions }) => Number(submissions));
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test.each([...savedQueriesOf(template)])('%s finds messages and fields that the function logs', (_, commands) => {
  const messages = commands.flatMap((command) => /^filter message = "(.*)"$/.exec(command)?.[1] ?? []);
  for (const message of messages) expect(logLines.map((line) => line.message)).toContain(message);

  const filtered = commands.flatMap((command) =>
    command.startsWith('filter ') ? [...command.matchAll(/(\w+) = "/g)].map(([, field = '']) => field) : [],
  );
  const shown = commands
    .filter((command) => command.startsWith('fields '))
    .flatMap((command) => command.slice('fields '.length).split(', '))
    .map((field) => field.replace(/ as \w+$/, ''));
  const grouped = commands.flatMap((command) => /^stats .* by (.*)$/.exec(command)?.[1]?.split(', ') ?? []);
  const aliases = commands.flatMap((command) => [...command.matchAll(/ as (\w+)/g)].map(([, alias = '']) => alias));
  const known = (field: string) => field.startsWith('@') || loggedFields.has(field) || aliases.includes(field);
  expect(filtered.length).toBeGreaterThan(0);
  expect([...filtered, ...shown, ...grouped].filter((field) => !known(field))).toEqual([]);
});
