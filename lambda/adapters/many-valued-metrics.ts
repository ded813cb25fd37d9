import { Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricUnit } from '@aws-lambda-powertools/metrics/types';

/**
 * CloudWatch drops what an embedded metric has beyond.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const VALUES_PER_BLOB = 100;

/**
 * Metrics that take many values of one at once. Value by value, Powertools copies those before it and reads the
 * environment several times.
 */
export class ManyValuedMetrics extends Metrics {
  #values: Readonly<Record<string, readonly number[]>> = {};

  /** Publishes what is stored each time that a blob has as many values as it can have. */
  addValues(name: string, unit: MetricUnit, values: readonly number[]): void {
    for (let start = 0; start < values.length; start += VALUES_PER_BLOB) {
      const ofBlob = values.slice(start, start + VALUES_PER_BLOB);
      // A value has Powertools know the metric; the blob has those of the metric instead.
      this.addMetric(name, unit, 0);
      this.#values = { ...this.#values, [name]: ofBlob };
      if (ofBlob.length === VALUES_PER_BLOB) this.publishStoredMetrics();
    }
  }

  override serializeMetrics(): ReturnType<Metrics['serializeMetrics']> {
    return { ...super.serializeMetrics(), ...this.#values };
  }

  override clearMetrics(): void {
    super.clearMetrics();
    this.#values = {};
  }
}
