import { beforeEach, describe, expect, test } from '@jest/globals';
import { processSubmission, type SubmissionServices } from '../../lambda/domain/batch/process-submission';
import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import { OrderedPublisher } from '../../lambda/domain/publishing/ordered-publisher';
import { FakeClock } from '../support/fake-clock';
import { FakeDiagnosticQueue } from '../support/fake-diagnostic-queue';
import { FakeEventStream, type Fate } from '../support/fake-event-stream';
import { FakeSubmissionQueue } from '../support/fake-submission-queue';
import { aMessage } from '../support/messages';
import { anEncoder } from '../support/records';
import { aSubmission, toBody } from '../support/submissions';

const messageOf = (body: string) => aMessage({ body });
const continuationOf = (body: string, published: number) =>
  aMessage({ body, continuation: { from: { published }, receiptHandle: 'receipt-0' } });

let stream: FakeEventStream;
let diagnosticQueue: FakeDiagnosticQueue;
let submissionQueue: FakeSubmissionQueue;

const contextOf = (fateOf?: (record: StreamRecord) => Fate): SubmissionServices => {
  const clock = new FakeClock();
  stream = new FakeEventStream(fateOf);
  const time = {
    stopPutsAt: clock.now() + 1_000,
    abortPutsAt: clock.now() + 1_100,
    putTimeoutMs: 100,
    patienceMs: 1_000,
  };
  const publisher = new OrderedPublisher({ stream, clock, time, random: () => 0.5, submissions: 1 });
  return {
    publisher,
    diagnosticQueue,
    submissionQueue,
    clock,
    time,
    encode: anEncoder('nested'),
  };
};

beforeEach(() => {
  diagnosticQueue = new FakeDiagnosticQueue();
  submissionQueue = new FakeSubmissionQueue();
});

describe('a valid submission', () => {
  test('becomes one record an event, process starts first', async () => {
    const outcome = await processSubmission(messageOf(toBody(aSubmission())), contextOf());

    const events = stream.contents.get('7856881e-0461-4f9d-8693-3030b63798fa')?.map((text) => JSON.parse(text)) ?? [];
    const common = {
      event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
      submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
      time_created: '2026-11-22T14:09:37.082446',
      time_processed: '2026-11-23T08:00:00.000Z',
    };
    expect(events).toEqual([
      { ...common, type: 'new_process', sequence: 0, details: { cmdl: 'whoami', user: 'john' } },
      { ...common, type: 'new_process', sequence: 1, details: { cmdl: 'notepad.exe', user: 'admin' } },
      {
        ...common,
        type: 'network_connection',
        sequence: 2,
        details: { source_ip: '192.168.0.2', destination_ip: '142.250.74.110', destination_port: 443 },
      },
    ]);
    expect(outcome).toEqual({
      status: 'published',
      messageId: 'message-1',
      deviceId: common.device_id,
      submissionId: common.submission_id,
      events: { new_process: 2, network_connection: 1 },
      latencyMs: 1_000,
      redelivered: false,
    });
    expect(diagnosticQueue.kept).toEqual([]);
  });

  test('without events is published', async () => {
    const outcome = await processSubmission(messageOf(toBody(aSubmission({ events: {} }))), contextOf());
    expect(outcome).toMatchObject({ status: 'published', events: { new_process: 0, network_connection: 0 } });
  });

  const refuseFrom =
    (sequence: number) =>
    ({ data }: StreamRecord): Fate =>
      JSON.parse(Buffer.from(data).toString()).sequence >= sequence ? 'denied' : 'accepted';

  test('that gets further is continued where it stopped', async () => {
    const message = messageOf(toBody(aSubmission()));
    const outcome = await processSubmission(message, contextOf(refuseFrom(1)));
    expect(outcome).toMatchObject({
      status: 'continued',
      deviceId: aSubmission().device_id,
      code: 'AccessDeniedException',
      eventsPublished: 1,
    });
    expect(submissionQueue.continuations).toEqual([
      { message, from: { published: 1, sequenceNumber: expect.stringMatching(/^\d+$/) } },
    ]);
  });

  test('goes on from there, with the ids that its events would have had', async () => {
    await processSubmission(messageOf(toBody(aSubmission())), contextOf());
    const whole = stream.contents.get('7856881e-0461-4f9d-8693-3030b63798fa');
    const outcome = await processSubmission(continuationOf(toBody(aSubmission()), 1), contextOf());
    expect(stream.contents.get('7856881e-0461-4f9d-8693-3030b63798fa')).toEqual(whole?.slice(1));
    expect(outcome).toMatchObject({
      status: 'published',
      events: { new_process: 2, network_connection: 1 },
      redelivered: true,
    });
  });

  test('that has all its events in the stream already is published, and none of them once more', async () => {
    const outcome = await processSubmission(continuationOf(toBody(aSubmission()), 3), contextOf());
    expect(stream.calls).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'published',
      events: { new_process: 2, network_connection: 1 },
      redelivered: true,
    });
  });

  test.each([4, 1_000])('starts anew where it is said to have got further than it can: %d', async (resumeFrom) => {
    await processSubmission(continuationOf(toBody(aSubmission()), resumeFrom), contextOf());
    expect(stream.contents.get('7856881e-0461-4f9d-8693-3030b63798fa')).toHaveLength(3);
  });

  test.each([0, 1])('that gets no further than %d fails, and says where', async (resumeFrom) => {
    const outcome = await processSubmission(
      continuationOf(toBody(aSubmission()), resumeFrom),
      contextOf(refuseFrom(resumeFrom)),
    );
    expect(outcome).toMatchObject({
      status: 'failed',
      failed: 'publish',
      deviceId: aSubmission().device_id,
      code: 'AccessDeniedException',
      eventsPublished: resumeFrom,
    });
    expect(submissionQueue.continuations).toEqual([]);
  });

  test('fails where its continuation is not taken', async () => {
    submissionQueue.failure = new TypeError('broken');
    const outcome = await processSubmission(messageOf(toBody(aSubmission())), contextOf(refuseFrom(1)));
    expect(outcome).toMatchObject({ status: 'failed', failed: 'continue', code: 'TypeError', eventsPublished: 1 });
  });

  test('that was delivered before says so, for its story in the log', async () => {
    const again = aMessage({ body: toBody(aSubmission()), receiveCount: 2 });
    expect(await processSubmission(again, contextOf())).toMatchObject({ status: 'published', redelivered: true });
  });

  test.each([
    [0, 'failed'],
    [1, 'published'],
  ])('that is reached %d ms before no put may start any more has %s', async (left, status) => {
    const services = contextOf();
    const time = { stopPutsAt: services.clock.now() + left };
    const outcome = await processSubmission(messageOf(toBody(aSubmission())), { ...services, time });
    expect(outcome).toMatchObject({ status, ...(status === 'failed' && { failed: 'process', code: 'OutOfTime' }) });
  });

  test('with an event that no record holds is rejected whole', async () => {
    // OCSF has the user twice, and six bytes for each of these characters.
    const large = { cmdl: 'x'.repeat(1_039_000), user: '\u0001'.repeat(1_024) };
    const body = JSON.stringify(aSubmission({ events: { new_process: [{ cmdl: 'first', user: 'john' }, large] } }));
    const outcome = await processSubmission(messageOf(body), { ...contextOf(), encode: anEncoder('ocsf') });
    const message = expect.stringMatching(
      /^The event at sequence 1 takes 10\d{5} bytes as a record, .* at most 1048576$/,
    );
    expect(outcome).toMatchObject({ status: 'rejected', reasons: [{ path: 'events', message }] });
    expect(stream.contents.size).toBe(0);
    expect(diagnosticQueue.kept).toHaveLength(1);
  });
});

describe('a fault of the function itself', () => {
  test('is the failure of the submission that it came up with, told by its name', async () => {
    const encode = () => {
      throw new RangeError('a message that may quote the submission');
    };
    const outcome = await processSubmission(messageOf(toBody(aSubmission())), { ...contextOf(), encode });
    expect(outcome).toMatchObject({ status: 'failed', failed: 'process', messageId: 'message-1', code: 'RangeError' });
    expect(JSON.stringify(outcome)).not.toContain('quote');
  });
});

describe('an invalid submission', () => {
  const invalid = messageOf(toBody(aSubmission({ submission_id: 'not-an-uuid' })));

  test('is kept in the diagnostic queue with its reasons, and none of its events is published', async () => {
    const outcome = await processSubmission(invalid, contextOf());
    expect(outcome).toEqual({
      status: 'rejected',
      messageId: 'message-1',
      deviceId: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
      reasons: [{ path: 'submission_id', message: 'is not a UUID' }],
    });
    expect(diagnosticQueue.kept.map(({ message }) => message)).toEqual([invalid]);
    expect(stream.contents.size).toBe(0);
  });

  test('fails where the diagnostic queue does not take it', async () => {
    diagnosticQueue.failure = new TypeError('broken');
    expect(await processSubmission(invalid, contextOf())).toMatchObject({
      status: 'failed',
      failed: 'keep in the diagnostic queue',
      deviceId: aSubmission().device_id,
      code: 'TypeError',
    });
  });
});
