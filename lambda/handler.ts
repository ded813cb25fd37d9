import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createKinesisClient, createSqsClient } from './adapters/aws-clients';
import { KinesisEventStream } from './adapters/kinesis-event-stream';
import { processRecords } from './adapters/partial-batch-response';
import { PowertoolsBatchReport } from './adapters/powertools-batch-report';
import { SqsDiagnosticQueue } from './adapters/sqs-diagnostic-queue';
import { sqsRecordToMessage } from './adapters/sqs-record';
import { systemClock as clock } from './adapters/system-clock';
import { formatNested } from './domain/formats/nested';
import { OrderedPublisher } from './domain/ordered-publisher';
import { processSubmission } from './domain/process-submission';
import { createRecordEncoder } from './domain/stream-record';
import type { SubmissionOutcome } from './domain/submission-outcome';
import { planTime } from './domain/time-budget';
import { readEnvironment } from './environment';

const environment = readEnvironment(process.env);
const stream = new KinesisEventStream(createKinesisClient(), environment.STREAM_NAME);
const diagnosticQueue = new SqsDiagnosticQueue(createSqsClient(), environment.DIAGNOSTIC_QUEUE_URL);
const report = new PowertoolsBatchReport(
  new Logger(),
  new Metrics({ defaultDimensions: { stage: environment.STAGE } }),
);

export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const startedAt = clock.now();
  const publisher = new OrderedPublisher({
    stream,
    clock,
    random: Math.random,
    ...planTime(startedAt, context.getRemainingTimeInMillis()),
  });
  const encode = createRecordEncoder(formatNested, environment.PARTITION_KEY, new Date(startedAt));
  const outcomes: SubmissionOutcome[] = [];

  const response = await processRecords(event, async (record) => {
    const outcome = await processSubmission(sqsRecordToMessage(record), { publisher, diagnosticQueue, encode, clock });
    outcomes.push(outcome);
    return outcome;
  });
  report.publish(outcomes, publisher.cost, clock.now() - startedAt);
  return response;
};
