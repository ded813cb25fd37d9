import { type EventTemplate, OfSubmission } from '../../../event-types/event-template';
import type { EventType } from '../../../event-types/event-types';

/** The shape of the events of a type in the stream, as a JSON object. */
export type EventFormat = (type: EventType) => EventTemplate;

export const deviceId = new OfSubmission((submission) => submission.deviceId);
export const submissionId = new OfSubmission((submission) => submission.submissionId);
export const timeCreated = new OfSubmission((submission) => submission.timeCreated);
export const timeProcessed = new OfSubmission((submission) => submission.timeProcessed.iso8601);
