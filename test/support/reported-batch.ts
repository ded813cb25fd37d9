import { Logger } from '@aws-lambda-powertools/logger';

import { z } from 'zod';
import { ManyValuedMetrics } from '../../lambda/adapters/many-valued-metrics';
import { PowertoolsBatchReport } from '../../lambda/adapters/powertools-batch-report';
import type { BatchSummary } from '../../lambda/contract/batch-summary';
import { METRICS_NAMESPACE, metricDimensions, SERVICE_NAME } from '../../lambda/contract/metrics';
import type { SubmissionOutcome } from '../../lambda/domain/batch/submission-outcome';
import { summarizeOutcomes } from '../../lambda/domain/batch/summarize-outcomes';
import type { SubmissionMessage } from '../../lambda/domain/intake/message';
import { captureOutput } from './captured-output';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const EmbeddedMetrics = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z
      .array(
        z.object({
          Namespace: z.string(),
          Dimensions: z.array(z.array(z.string())),
          Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
        }),
      )
      .length(1),
  }),
});
export type EmbeddedMetrics = z.infer<typeof EmbeddedMetrics>;

const LogLine = z.looseObject({ level: z.string(), message: z.string() });
export type LogLine = z.infer<typeof LogLine>;

/** What the function writes of a batch, as CloudWatch Logs gets it. */
export interface ReportedBatch {
  readonly logLines: readonly LogLine[];
  readonly embeddedMetrics: readonly EmbeddedMetrics[];
  /** The blobs that have the version among their dimensions; the others are not among them. */
  readonly versionMetrics: readonly EmbeddedMetrics[];
}

type Figures = Pick<BatchSummary, 'oldestFailedAgeMs' | 'retries' | 'continuedMessages' | 'putRecords' | 'durationMs'>;

interface Reporting extends Partial<Figures> {
  readonly mistrusted?: readonly SubmissionMessage[];
  readonly logLevel?: 'INFO' | 'DEBUG';
  readonly random?: number;
}

export const reportBatch = (
  outcomes: readonly SubmissionOutcome[],
  { logLevel = 'INFO', random = 0, mistrusted = [], ...figures }: Reporting = {},
): ReportedBatch => {
  const lines = captureOutput(() => {
    const report = new PowertoolsBatchReport({
      logger: new Logger({ serviceName: SERVICE_NAME, logLevel }),
      metrics: new ManyValuedMetrics({ namespace: METRICS_NAMESPACE, defaultDimensions: metricDimensions('test') }),
      random: () => random,
    });
    const summary = {
      ...summarizeOutcomes(outcomes),
      oldestFailedAgeMs: undefined,
      mistrusted: mistrusted.length,
      retries: { confirmed: 0, failures: {} },
      continuedMessages: { confirmed: 0, failures: {} },
      putRecords: { calls: 0, records: 0, bytes: 0, retries: 0, throttled: 0, refusals: {}, inversions: 0 },
      durationMs: 0,
      ...figures,
    };
    report.publish({ outcomes, mistrusted, summary }, '7');
  });
  const values = lines.map((line): unknown => JSON.parse(line));
  const blobs = values.flatMap((value) => EmbeddedMetrics.safeParse(value).data ?? []);
  return {
    logLines: values.flatMap((value) => LogLine.safeParse(value).data ?? []),
    embeddedMetrics: blobs.filter((blob) => !isOfVersion(blob)),
    versionMetrics: blobs.filter(isOfVersion),
  };
};

const isOfVersion = ({ _aws: { CloudWatchMetrics } }: EmbeddedMetrics): boolean =>
  CloudWatchMetrics.some(({ Dimensions }) => Dimensions.flat().includes('version'));

/** All values that the blobs hold of a metric. */
export const valuesOf = (blobs: readonly EmbeddedMetrics[], metric: string): readonly number[] =>
  blobs.flatMap((blob) => {
    const value = z
      .union([z.number(), z.array(z.number())])
      .optional()
      .parse(blob[metric]);
    return value ?? [];
  });
