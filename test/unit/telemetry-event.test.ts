import { expect, test } from '@jest/globals';
import { submissionToEvents } from '../../lambda/domain/events/telemetry-event';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { aSubmission, toBody } from '../support/submissions';

test('a submission has no event behind its last one', () => {
  const decoded = decodeSubmission(toBody(aSubmission()));
  if (!decoded.valid) throw new Error('The body was taken for invalid.');
  const events = submissionToEvents(decoded.decoded);
  expect(events.at(2).body.type).toBe('network_connection');
  expect(() => events.at(3)).toThrow(RangeError);
});
