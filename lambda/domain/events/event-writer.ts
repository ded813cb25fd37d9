import {
  Detail,
  type EventTemplate,
  OfEvent,
  OfSubmission,
  type SubmissionFields,
} from '../../event-types/event-template';
import type { JsonObject } from '../../event-types/event-type';
import { eventIdEnding } from './event-ids';
import { fillTemplate } from './fill-template';

/** A submission whose events are written. */
export interface WrittenSubmission extends SubmissionFields {
  /** What the ids of its events start with. */
  readonly eventIdPrefix: string;
  /** Whether its texts, and those of its events, stand in JSON as they are, without escapes. */
  readonly isPlain: boolean;
}

/** Writes an event of a submission as JSON text. */
export type WriteEvent = (sequence: number, details: JsonObject) => string;

/** What the events of a submission share: text of the template, or of the submission. */
type SharedPart = string | ((submission: WrittenSubmission) => string);
type Part = SharedPart | Detail | OfEvent;

/** A value that differs from event to event, and what stands between it and the next one. */
interface Step {
  /** That the value is in; undefined for the ending of the event's id, and for its sequence. */
  readonly field: string | undefined;
  readonly isText: boolean;
  readonly isId: boolean;
  readonly after: SharedPart[];
}

/**
 * Writes events of one type: as JSON.stringify writes their filled template, but by putting texts together, of which
 * those that the events of a submission share are made once.
 */
export class EventWriter {
  readonly #template: EventTemplate;
  readonly #start: SharedPart[] = [];
  readonly #steps: Step[] = [];

  constructor(template: EventTemplate) {
    this.#template = template;
    for (const part of partsOf(template)) {
      if (part instanceof Detail) {
        this.#steps.push({ field: part.field, isText: part.isText, isId: false, after: [] });
      } else if (part instanceof OfEvent) {
        this.#steps.push({ field: undefined, isText: false, isId: part.is === 'id', after: [] });
      } else {
        addPart(this.#steps.at(-1)?.after ?? this.#start, part);
      }
    }
  }

  /** @param count how many of its events are written */
  forSubmission(submission: WrittenSubmission, count: number): WriteEvent {
    const { isPlain, eventIdPrefix } = submission;
    const join = count > FEW_EVENTS ? joinFlat : joinParts;
    const start = join(this.#start, submission);
    const steps = this.#steps.map(({ field, isText, isId, after }) => ({
      field,
      isVerbatim: isText && isPlain,
      isId,
      after: join(after, submission),
    }));
    return (sequence, details) => {
      const idEnding = eventIdEnding(sequence);
      let text = start;
      for (const { field, isVerbatim, isId, after } of steps) {
        let value: string;
        if (field === undefined) {
          value = isId ? idEnding : String(sequence);
        } else {
          const detail = details[field];
          if (detail === undefined) {
            // Its member is left out, but the texts around it have it.
            const event = { id: eventIdPrefix + idEnding, sequence, details, submission };
            return JSON.stringify(fillTemplate(this.#template, event));
          }
          value = isVerbatim ? String(detail) : jsonText(detail);
        }
        text = text + value + after;
      }
      return text;
    };
  }
}

/** What fewer events share is sooner put together for each of them than once. */
const FEW_EVENTS = 2;

const joinParts = (parts: readonly SharedPart[], submission: WrittenSubmission): string => {
  let text = '';
  for (const part of parts) text += typeof part === 'string' ? part : part(submission);
  return text;
};

/**
 * V8 keeps a sum of texts as a tree, and walks the tree whenever a larger one that it belongs to becomes bytes. To ask
 * for one character has it put the text together for good.
 */
const joinFlat = (parts: readonly SharedPart[], submission: WrittenSubmission): string => {
  const text = joinParts(parts, submission);
  return text.charAt(0) === '' ? '' : text;
};

const addPart = (parts: SharedPart[], part: SharedPart): void => {
  const last = parts.at(-1);
  if (typeof last === 'string' && typeof part === 'string') parts.splice(-1, 1, last + part);
  else parts.push(part);
};

const partsOf = (template: EventTemplate): readonly Part[] => {
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

/** Around a text that is written as it is: what jsonText gives has them already. */
const quote = ({ isPlain }: WrittenSubmission): string => (isPlain ? '"' : '');

/** As JSON.stringify writes it, which takes longer. */
const jsonText = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : JSON.stringify(value);
