import { Detail, type EventTemplate, OfEvent } from '../../event-types/event-template';
import type { JsonObject } from '../../event-types/event-type';
import { eventIdEnding } from './event-ids';
import { fillTemplate } from './fill-template';
import { jsonText } from './json-text';
import { partsOf, type SharedPart, type WrittenSubmission } from './template-parts';

/** Writes an event of a submission as JSON text. */
export type WriteEvent = (sequence: number, details: JsonObject) => string;

/** A value that differs from event to event, and what stands between it and the next one. */
interface Step {
  /** Of the details, that the value is; undefined for the ending of the event's id, and for its sequence. */
  readonly field: string | undefined;
  /** Whether the field always holds text. */
  readonly isText: boolean;
  /** Whether the value is the ending of the event's id. */
  readonly isId: boolean;
  readonly after: SharedPart[];
}

/**
 * Writes events of one type: as JSON.stringify writes their filled template, but by putting texts together, of which
 * those that the events of a submission share are made once. So of `{ event_id: eventId, device_id: deviceId, details:
 * { user: … } }`, an event is
 *
 *     {"event_id":"cfb898db-6f58-8aaf-bcad-67fd6b              the start
 *     00002a                                                   a value: the ending of the id
 *     ","device_id":"7b0a…","details":{"user":"                what stands after it
 *     john                                                     a value: a detail
 *     "}}                                                      what stands after it
 *
 * A detail that is text is written as it is where the submission is plain, else as JSON.stringify escapes it.
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

/** For so few events, to put together for good what they share takes longer than it saves. */
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
