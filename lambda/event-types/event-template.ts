/**
 * An event as it is published: a JSON value, with placeholders where events differ. So its shape is stated once, and
 * what the events of a submission have in common need not be written again for each of them.
 */
export type EventTemplate =
  | string
  | number
  | Placeholder
  | readonly EventTemplate[]
  | { readonly [member: string]: EventTemplate };

export type Placeholder = Detail | OfEvent | OfSubmission;

/** What all events of a submission have in common. */
export interface SubmissionFields {
  readonly submissionId: string;
  readonly deviceId: string;
  /** As submitted. */
  readonly timeCreated: string;
  /** When the submission was mapped: one time for all of a batch. */
  readonly timeProcessed: {
    readonly epochMs: number;
    /** UTC, with milliseconds. */
    readonly iso8601: string;
  };
}

/** What a sensor says in a field of the event's type. Where an event does not have it, the member is left out. */
export class Detail {
  readonly field: string;
  /** Whether it always holds text, if anything. */
  readonly isText: boolean;

  constructor(field: string, isText: boolean) {
    this.field = field;
    this.isText = isText;
  }
}

/** What tells an event from the others of its submission. */
export class OfEvent {
  readonly is: 'id' | 'sequence';

  constructor(is: OfEvent['is']) {
    this.is = is;
  }
}

export const eventId = new OfEvent('id');
/** 0-based position in the whole submission. */
export const sequence = new OfEvent('sequence');

/** What follows from the submission. */
export class OfSubmission {
  readonly read: (submission: SubmissionFields) => string | number;

  constructor(read: OfSubmission['read']) {
    this.read = read;
  }
}
