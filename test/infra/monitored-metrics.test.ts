import { expect, test } from '@jest/globals';
import { metrics } from '../../lambda/contract/metrics';
import { documentedMetrics } from '../support/documented-metrics';
import { alarmsOf, type MetricReference, metricsOf, widgetsOf } from '../support/monitoring';
import { aPublished } from '../support/outcomes';
import { reportBatch } from '../support/reported-batch';
import { templateOf } from '../support/stack';

const template = templateOf({ stage: 'prod', alarmNoTrafficMinutes: '30' });
const strict = templateOf({ stage: 'prod', ordering: 'strict' });
const [blob] = reportBatch([aPublished()], { oldestFailedAgeMs: 0 }).embeddedMetrics;
const emitted = blob?._aws.CloudWatchMetrics[0];

const references: readonly (readonly [string, MetricReference])[] = [template, strict].flatMap((each) => [
  ...[...alarmsOf(each, 'prod')].flatMap(([id, alarm]) =>
    alarm.metrics.map((metric) => [`alarm ${id}: ${metric.MetricName}`, metric] as const),
  ),
  ...widgetsOf(each).flatMap((widget) =>
    metricsOf(widget).map((metric) => [`widget ${widget.properties.title}: ${metric.MetricName}`, metric] as const),
  ),
]);

test.each(references)('%s is a metric that the function emits or that AWS documents', (_, metric) => {
  const known =
    metric.Namespace === emitted?.Namespace
      ? { dimensions: emitted.Dimensions[0], metrics: emitted.Metrics.map(({ Name }) => Name) }
      : (documentedMetrics[`${metric.Namespace}, ${metric.Dimensions[0]?.Name}`] ??
        documentedMetrics[metric.Namespace]);
  expect(known?.metrics).toContain(metric.MetricName);
  expect(metric.Dimensions.map(({ Name }) => Name)).toEqual(known?.dimensions);
});

test('the metrics of the stage are watched, and of no other', () => {
  const values = references
    .filter(([, { Namespace }]) => Namespace === emitted?.Namespace)
    .map(([, { Dimensions }]) => Dimensions.map(({ Value }) => Value));
  expect(new Set(values.map(String))).toEqual(new Set(['telemetry-mapping,prod']));
});

test('where records are put one by one, no metric is watched that only PutRecords has', () => {
  const watched = [...alarmsOf(strict, 'prod').values()].flatMap(({ metrics }) => metrics);
  const shown = widgetsOf(strict).flatMap(metricsOf);
  expect([...watched, ...shown].filter(({ MetricName }) => MetricName.startsWith('PutRecords.'))).toEqual([]);
});

test('every metric that the function emits is in the dashboard', () => {
  const shown = new Set(widgetsOf(template).flatMap((widget) => metricsOf(widget).map(({ MetricName }) => MetricName)));
  expect(metrics.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});
