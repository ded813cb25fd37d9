import { eventTypes } from '../../event-types/event-types';
import type { Submission } from './submission';

/** By the key in `events`. Another key is none of a valid submission, and may hold anything, so it is not told. */
const paths: ReadonlyMap<unknown, string> = new Map(eventTypes.map(({ name }) => [name, `events.${name}`]));

/**
 * Matches wherever one of the keys stands: as it is, or with an escape of a character that they are made of, which are
 * letters and underscores (U+0040 to U+007F).
 */
const keys = new RegExp(`"(?:${['events', ...eventTypes.map(({ name }) => name)].join('|')})"|\\\\u00[4-7]`, 'g');

/**
 * Which key of a submission stands in its JSON text again, so that events would be lost: JSON.parse keeps the last of
 * the same keys (as RFC 8259 section 4 says of many implementations) and drops what the others hold. Of any other key,
 * the last one counts.
 *
 * @param text of the submission
 * @returns its path: `events`, or `events.new_process` and its like
 */
export const findRepeatedKey = (text: string, { events }: Submission): string | undefined => {
  const different = 1 + Object.keys(events).length;
  // Nearly every submission has no more matches than keys, so it repeats none.
  return (text.match(keys)?.length ?? 0) > different ? scanForRepeatedKey(text) : undefined;
};

/** One pass, which remembers how deep it is instead of calling itself: nesting may be as deep as the text is long. */
const scanForRepeatedKey = (text: string): string | undefined => {
  const seen = new Set<string>();
  // 1 inside the submission, 2 inside one of its fields.
  let depth = 0;
  // Stryker disable next-line BooleanLiteral: the first key of the submission says
  let isInEvents = false;
  // Stryker disable next-line BooleanLiteral: the submission's brace says
  let isKeyNext = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '{':
        depth++;
        isKeyNext = true;
        break;
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        break;
      case ',':
        isKeyNext = true;
        break;
      case ':':
        isKeyNext = false;
        break;
      case '"': {
        const start = at;
        at = endOfString(text, start);
        if (!isKeyNext || depth > (isInEvents ? 2 : 1)) break;
        const key: unknown = JSON.parse(text.slice(start, at + 1));
        if (depth === 1) isInEvents = key === 'events';
        const path = depth === 1 ? 'events' : paths.get(key);
        if (!isInEvents || path === undefined) break;
        if (seen.has(path)) return path;
        seen.add(path);
      }
    }
  }
  return undefined;
};

/** @param start where its opening quotation mark is */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  for (let character = text.charAt(at); character !== '"'; character = text.charAt(at)) {
    at += character === '\\' ? 2 : 1;
  }
  return at;
};
