import { expect, test } from '@jest/globals';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { readQueue } from '../../local/emulated-aws/queues';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { type Captured, isBroken } from '../../local/fleet/captured-submissions';
import { eventReaders } from '../../schemas/formats/event-readers';
import { startObservedRun } from '../support/local-stack';
import { createValidator } from '../support/published-schemas';

/** What each event says of itself, in the order that is promised. */
const detailsOf = ({ events }: Captured) => [...events.new_process, ...events.network_connection];

test.each(eventFormatNames)(
  'the captured fleet ends in the stream as %s events, complete and in order, and in the diagnostic queue',
  async (format) => {
    const bodies = await readCapturedBodies();
    await using run = await startObservedRun({
      functionOf: async ({ aws: { code } }) => ({
        ...code,
        environment: { ...code.environment, EVENT_FORMAT: format },
      }),
    });
    await Promise.all(bodies.map((body) => run.send(body)));
    await run.untilDrained();
    await run.finish();

    const submissions = bodies.map((body): [string, Captured] => [body, JSON.parse(atob(body))]);
    const valid = submissions.filter(([, submission]) => !isBroken(submission));
    expect(valid).toHaveLength(1_801);

    const records = run.records.map(({ Data = new Uint8Array() }) => Data);
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
    const diagnosed = await readQueue(run.aws.emulators.sqs.endpoint, run.aws.stack.diagnosticQueue.name);
    expect(diagnosed.map(({ body }) => body).toSorted()).toEqual(broken.toSorted());
  },
  60_000,
);
