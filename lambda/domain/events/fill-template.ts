import {
  Detail,
  type EventTemplate,
  OfEvent,
  OfSubmission,
  type SubmissionFields,
} from '../../event-types/event-template';
import type { JsonObject } from '../../event-types/event-type';

/** What the placeholders of a template stand for, of one event. */
export interface EventFields {
  readonly id: string;
  readonly sequence: number;
  readonly details: JsonObject;
  readonly submission: SubmissionFields;
}

/** The event as a JSON value; a member that is undefined is none. */
export const fillTemplate = (template: EventTemplate, event: EventFields): unknown => {
  if (template instanceof Detail) return event.details[template.field];
  if (template instanceof OfEvent) return event[template.is];
  if (template instanceof OfSubmission) return template.read(event.submission);
  if (Array.isArray(template)) return template.map((element) => fillTemplate(element, event));
  if (typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, fillTemplate(member, event)]));
};
