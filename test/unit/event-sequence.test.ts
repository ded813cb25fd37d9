import { expect, test } from '@jest/globals';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { anEncoder, decodeValid } from '../support/records';
import { aSubmission, toBody } from '../support/submissions';

test('a submission has no record behind that of its last event', () => {
  const recordAt = anEncoder('nested')(submissionToEvents(decodeValid(toBody(aSubmission()))));
  expect(JSON.parse(recordAt(2).data).type).toBe('network_connection');
  expect(() => recordAt(3)).toThrow(RangeError);
});
