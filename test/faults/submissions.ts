import { sampleEvents } from '../support/sample-events';

/** A submission as a test sends it. */
export interface SentSubmission {
  readonly body: string;
  readonly submissionId: string;
  readonly valid: boolean;
}

const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

const uuid = (random: () => number): string =>
  [hex(random, 8), hex(random, 4), `4${hex(random, 3)}`, `8${hex(random, 3)}`, hex(random, 12)].join('-');

/** A valid submission with as many events, of every type. */
export const validSubmission = (random: () => number, events: number): SentSubmission => {
  const submissionId = uuid(random);
  return { submissionId, valid: true, body: encode(submissionId, uuid(random), sampleEvents(events)) };
};

/** One that could be published in part, if its fault were overlooked. */
export const invalidSubmission = (random: () => number): SentSubmission => {
  const submissionId = uuid(random);
  const new_process = [
    { cmdl: 'fine', user: 'john' },
    { cmdl: null, user: 'john' },
  ];
  return { submissionId, valid: false, body: encode(submissionId, uuid(random), { new_process }) };
};

const encode = (submission_id: string, device_id: string, events: object): string =>
  Buffer.from(
    JSON.stringify({ submission_id, device_id, time_created: '2026-11-22T14:09:37.082446', events }),
  ).toString('base64');

/** A tenth invalid, as in the field. */
export const mixedSubmissions = (random: () => number, count: number, mostEvents: number): readonly SentSubmission[] =>
  Array.from({ length: count }, (_, index) =>
    index % 10 === 9 ? invalidSubmission(random) : validSubmission(random, Math.floor(random() * (mostEvents + 1))),
  );
