import {
  Detail,
  type EventTemplate,
  OfEvent,
  OfSubmission,
  type SubmissionFields,
} from '../../event-types/event-template';
import type { EventSequence } from './event-sequence';
import { jsonText } from './json-text';

/** What the texts of a submission's events need of it. */
export interface WrittenSubmission extends SubmissionFields, Pick<EventSequence, 'eventIdPrefix' | 'isPlain'> {}

/** What the events of a submission share: text of the template, or of the submission. */
export type SharedPart = string | ((submission: WrittenSubmission) => string);

/** What the JSON text of a template is made of. A placeholder stands for what differs from event to event. */
export type TemplatePart = SharedPart | Detail | OfEvent;

/**
 * The parts of a template's JSON text, in its order. Of an event's id, what it starts with is shared, so the placeholder
 * stands for its ending only; quotes around a detail that is text are parts of their own where it is written as it is.
 */
export const partsOf = (template: EventTemplate): readonly TemplatePart[] => {
  if (template instanceof Detail) return template.isText ? [quote, template, quote] : [template];
  if (template instanceof OfEvent) {
    return template.is === 'id' ? ['"', ({ eventIdPrefix }) => eventIdPrefix, template, '"'] : [template];
  }
  if (template instanceof OfSubmission) {
    return [
      (submission) => {
        const value = template.read(submission);
        return typeof value === 'string' && submission.isPlain ? `"${value}"` : jsonText(value);
      },
    ];
  }
  if (Array.isArray(template)) {
    return ['[', ...template.flatMap((element, index) => [index === 0 ? '' : ',', ...partsOf(element)]), ']'];
  }
  if (typeof template !== 'object') return [JSON.stringify(template)];
  const members = Object.entries(template).flatMap(([name, member], index) => [
    `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
    ...partsOf(member),
  ]);
  return ['{', ...members, '}'];
};

/** Around a text that is written as it is: in what jsonText gives, they are already. */
const quote = ({ isPlain }: WrittenSubmission): string => (isPlain ? '"' : '');
