import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a message's body asks the stream to hold, where it is a submission at all. */
export interface ExpectedEvents {
  /** What the ids of its events start with. */
  readonly idPrefix: string;
  readonly count: number;
}

/** Every list counts, whatever it is called: a type that nobody maps must not go unnoticed. */
const Lists = z.object({ events: z.record(z.string(), z.array(z.unknown())) });

/**
 * Counts events without judging them: whether they are valid is what the function decides. Written from
 * docs/events.md, and not from the function's code, so that both would have to be wrong in the same way.
 */
export const expectEvents = (body: string): ExpectedEvents | undefined => {
  const json = body.trimStart().startsWith('{') ? Buffer.from(body) : Buffer.from(body, 'base64');
  try {
    const { events } = Lists.parse(JSON.parse(json.toString()));
    return { idPrefix: expectIdPrefix(json), count: Object.values(events).reduce((sum, list) => sum + list.length, 0) };
  } catch {
    return undefined;
  }
};

/** Of a UUID of version 8 (RFC 9562), which holds the leading bits of the SHA-256 of the submission's JSON. */
const expectIdPrefix = (json: Uint8Array): string => {
  const digits = [...createHash('sha256').update(json).digest('hex').slice(0, 26)];
  digits[12] = '8';
  digits[16] = ((Number.parseInt(digits[16] ?? '', 16) & 0b0011) | 0b1000).toString(16);
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
