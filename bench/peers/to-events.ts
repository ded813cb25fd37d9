/** A submission, believed to be one. */
interface Submission {
  readonly submission_id: string;
  readonly device_id: string;
  readonly time_created: string;
  readonly events: Readonly<Record<string, readonly object[]>>;
}

/** What the peers make of a message: an event each, with a random id, and nothing checked. */
export const toEvents = (body: string): readonly { readonly submission_id: string }[] => {
  const submission: Submission = JSON.parse(Buffer.from(body, 'base64').toString());
  const { submission_id, device_id, time_created } = submission;
  return Object.entries(submission.events)
    .flatMap(([type, events]) => events.map((details) => ({ type, details })))
    .map(({ type, details }, sequence) => ({
      event_id: crypto.randomUUID(),
      type,
      device_id,
      submission_id,
      sequence,
      time_created,
      time_processed: new Date().toISOString(),
      details,
    }));
};
