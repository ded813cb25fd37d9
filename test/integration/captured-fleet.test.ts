import { expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { readDiagnosticMessages } from '../../local/diagnostic-messages';
import { EventSource } from '../../local/event-source/event-source';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { ExecutionEnvironment } from '../../local/function-runtime/execution-environment';
import { eventReaders } from '../../schemas/definitions/read-event';
import { type Captured, isBroken } from '../support/captured-submissions';
import { readStream, startLocalStack, untilDrained } from '../support/local-stack';
import { createValidator } from '../support/published-schemas';

/** What each event says of itself, in the order that is promised. */
const detailsOf = ({ events }: Captured) => [...events.new_process, ...events.network_connection];

test.each(eventFormatNames)(
  'the captured fleet ends in the stream as %s events, complete and in order, and in the diagnostic queue',
  async (format) => {
    await using aws = await startLocalStack();
    const bodies = await readCapturedBodies();
    const code = { ...aws.code, environment: { ...aws.code.environment, EVENT_FORMAT: format } };
    const eventSource = new EventSource({
      sqs: aws.clients.sqs,
      queue: aws.stack.submissionQueue,
      mapping: aws.stack.template.eventSource,
      startEnvironment: () => ExecutionEnvironment.start(code, () => undefined),
      concurrency: 2,
      observer: { onReceived: () => undefined, onFailed: () => undefined },
    });
    const sender = new SqsSender(aws.clients.sqs, aws.stack.submissionQueue.url, new AbortController().signal);

    const running = eventSource.run();
    await Promise.all(bodies.map((body) => sender.send({ body, attributes: {} })));
    await untilDrained(aws);
    eventSource.stop();
    await running;

    const submissions = bodies.map((body): [string, Captured] => [body, JSON.parse(atob(body))]);
    const valid = submissions.filter(([, submission]) => !isBroken(submission));
    expect(valid).toHaveLength(1_801);

    const records = (await readStream(aws)).map(({ Data = new Uint8Array() }) => Data);
    const validate = createValidator(`${format}-event.schema.json`);
    const flaws = records.flatMap((data) => validate(JSON.parse(Buffer.from(data).toString())));
    expect(flaws.slice(0, 3)).toEqual([]);

    const events = records.map(eventReaders[format]);
    const published = Object.groupBy(events, ({ submissionId }) => submissionId);
    expect(Object.keys(published).toSorted()).toEqual(valid.map(([, { submission_id }]) => submission_id).toSorted());
    for (const [, submission] of valid) {
      const expected = detailsOf(submission);
      const ofSubmission = published[submission.submission_id];
      expect(ofSubmission?.map(({ details }) => details)).toEqual(expected);
      expect(ofSubmission?.map(({ sequence }) => sequence)).toEqual([...expected.keys()]);
      expect(new Set(ofSubmission?.map(({ deviceId }) => deviceId))).toEqual(new Set([submission.device_id]));
    }
    expect(events).toHaveLength(14_395);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(14_395);

    const broken = submissions.filter(([, submission]) => isBroken(submission)).map(([body]) => body);
    const diagnosed = await readDiagnosticMessages(aws.emulators.sqs.endpoint, aws.stack.diagnosticQueue.name);
    expect(diagnosed.map(({ body }) => body).toSorted()).toEqual(broken.toSorted());
  },
  60_000,
);
