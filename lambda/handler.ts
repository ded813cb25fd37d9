import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createKinesisClient, createSqsClient } from './adapters/aws-clients';
import { batchQueueUrl } from './adapters/batch-queue-url';
import { KinesisEventStream } from './adapters/kinesis-event-stream';
import { ManyValuedMetrics } from './adapters/many-valued-metrics';
import { toBatchResponse } from './adapters/partial-batch-response';
import { PowertoolsBatchReport } from './adapters/powertools-batch-report';
import { SqsDiagnosticQueue } from './adapters/sqs-diagnostic-queue';
import { sqsRecordToDelivery } from './adapters/sqs-record';
import { SqsSender } from './adapters/sqs-sender';
import { SqsSubmissionQueue } from './adapters/sqs-submission-queue';
import { StrictKinesisEventStream } from './adapters/strict-kinesis-event-stream';
import { abortAt, systemClock as clock } from './adapters/system-clock';
import { readEnvironment } from './contract/environment';
import { metricDimensions } from './contract/metrics';
import { processBatch } from './domain/batch/process-batch';
import { eventFormats } from './domain/events/formats/event-formats';
import { createRecordEncoder } from './domain/events/stream-record';
import { OrderedPublisher } from './domain/publishing/ordered-publisher';
import { planTime } from './domain/publishing/time-budget';

const environment = readEnvironment(process.env);
const { PARTITION_KEY, ORDERING, EVENT_FORMAT, CONTINUATION_SENDER } = environment;
const EventStream = ORDERING === 'strict' ? StrictKinesisEventStream : KinesisEventStream;
const encodeAt = createRecordEncoder(eventFormats[EVENT_FORMAT], PARTITION_KEY);
const destination = `${environment.STREAM_NAME}/${PARTITION_KEY}`;
const stream = new EventStream(createKinesisClient(), environment.STREAM_NAME);
const sqs = createSqsClient();
const { random } = Math;
const logger = new Logger();
const metrics = new ManyValuedMetrics({ defaultDimensions: metricDimensions(environment.STAGE) });
const report = new PowertoolsBatchReport({ logger, metrics, random });

export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  logger.addContext(context);
  const startedAt = clock.now();
  const time = planTime(startedAt, context.getRemainingTimeInMillis());
  const [first] = event.Records;
  const queueUrl = batchQueueUrl(first?.eventSourceARN ?? '', environment.SUBMISSION_QUEUE_URL);
  const toSubmissionQueue = { client: sqs, queueUrl, random };
  const toDiagnosticQueue = { client: sqs, queueUrl: environment.DIAGNOSTIC_QUEUE_URL, random };
  const sends = abortAt(time.abortSendsAt);

  const batch = await processBatch(
    event.Records.map((record) => sqsRecordToDelivery(record, { believedSender: CONTINUATION_SENDER, destination })),
    {
      publisher: new OrderedPublisher({ stream, clock, time, random, submissions: event.Records.length }),
      submissionQueue: new SqsSubmissionQueue({
        ...toSubmissionQueue,
        sender: new SqsSender({ ...toSubmissionQueue, abortSignal: sends, repeatable: false }),
        destination,
        abortSignal: abortAt(time.abortSettlingAt),
      }),
      diagnosticQueue: new SqsDiagnosticQueue(
        new SqsSender({ ...toDiagnosticQueue, abortSignal: sends, repeatable: true }),
      ),
      encode: encodeAt(startedAt),
      clock,
      time,
      random,
    },
  );
  const response = toBatchResponse(event, batch.outcomes);
  report.publish(batch, context.functionVersion);
  return response;
};
