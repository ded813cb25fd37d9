import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createKinesisClient, createSqsClient } from './adapters/aws-clients';
import { KinesisEventStream } from './adapters/kinesis-event-stream';
import { processRecords } from './adapters/partial-batch-response';
import { PowertoolsBatchReport } from './adapters/powertools-batch-report';
import { SqsDiagnosticQueue } from './adapters/sqs-diagnostic-queue';
import { sqsRecordToMessage } from './adapters/sqs-record';
import { SqsSender } from './adapters/sqs-sender';
import { SqsSubmissionQueue } from './adapters/sqs-submission-queue';
import { abortAt, systemClock as clock } from './adapters/system-clock';
import { readEnvironment } from './contract/environment';
import { metricDimensions } from './contract/metrics';
import { Batch } from './domain/batch/batch';
import { eventFormats } from './domain/events/formats/event-formats';
import { createRecordEncoder } from './domain/events/stream-record';
import { OrderedPublisher } from './domain/publishing/ordered-publisher';
import { planTime } from './domain/publishing/time-budget';

const { STREAM_NAME, SUBMISSION_QUEUE_URL, DIAGNOSTIC_QUEUE_URL, PARTITION_KEY, EVENT_FORMAT, STAGE } = readEnvironment(
  process.env,
);
const stream = new KinesisEventStream(createKinesisClient(), STREAM_NAME);
const sqs = createSqsClient();
const report = new PowertoolsBatchReport({
  logger: new Logger(),
  metrics: new Metrics({ defaultDimensions: metricDimensions(STAGE) }),
  random: Math.random,
});

export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const startedAt = clock.now();
  const time = planTime(startedAt, context.getRemainingTimeInMillis());
  const sendsAbort = abortAt(time.abortSendsAt);
  const publisher = new OrderedPublisher({ stream, clock, time, random: Math.random });
  const submissionQueue = new SqsSubmissionQueue({
    client: sqs,
    queueUrl: SUBMISSION_QUEUE_URL,
    sender: new SqsSender(sqs, SUBMISSION_QUEUE_URL, sendsAbort),
    abortSignal: abortAt(time.abortVisibilityAt),
  });
  const batch = new Batch({
    publisher,
    submissionQueue,
    diagnosticQueue: new SqsDiagnosticQueue(new SqsSender(sqs, DIAGNOSTIC_QUEUE_URL, sendsAbort)),
    encode: createRecordEncoder(eventFormats[EVENT_FORMAT], PARTITION_KEY, new Date(startedAt)),
    clock,
    random: Math.random,
  });

  const response = await processRecords(event, (record) => batch.process(sqsRecordToMessage(record)));
  const summary = await batch.end();
  report.publish(batch.outcomes, summary);
  return response;
};
