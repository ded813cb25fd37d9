import { isUtf8 } from 'node:buffer';

/** A body that does not hold a JSON text. */
export class UndecodableBodyError extends Error {
  override readonly name = 'UndecodableBodyError';
}

/** The body's JSON text, its bytes, which identify the submission, and its value. */
export interface DecodedBody {
  readonly text: string;
  readonly json: Uint8Array;
  readonly value: unknown;
}

/**
 * In UTF-8. SQS takes messages of 1 MiB; the rest is for what the function has to say of a submission where it sends it
 * on: how far it got, or why it is invalid. One without that room could not be continued, and would fail for good.
 */
export const LARGEST_BODY_BYTES = 1_048_576 - 2_048;

/** Blank as JSON means it: RFC 8259 section 2. */
const firstNonBlank = /[^ \t\r\n]/;

/**
 * Decodes the body of a message: plain JSON where the first non-blank character is `{`, else base64 (RFC 4648
 * section 4) of UTF-8 JSON.
 *
 * @throws UndecodableBodyError that says which of these layers is broken
 */
export const decodeBody = (body: string): DecodedBody => {
  if (body.length > LARGEST_BODY_BYTES / 3 && Buffer.byteLength(body) > LARGEST_BODY_BYTES) {
    throw new UndecodableBodyError(`is longer than ${LARGEST_BODY_BYTES} bytes`);
  }
  if (firstNonBlank.exec(body)?.[0] === '{') {
    // Its bytes would be those of another text: UTF-8 has none for half a surrogate pair.
    if (!body.isWellFormed()) throw new UndecodableBodyError('has half a surrogate pair');
    return { text: body, json: Buffer.from(body), value: parseJson(body) };
  }

  const json = decodeBase64(body.trim());
  if (json === undefined) throw new UndecodableBodyError('is not base64');
  // Buffer.toString puts other characters in the place of what is not UTF-8, instead of refusing it.
  if (!isUtf8(json)) throw new UndecodableBodyError('is not UTF-8 inside its base64');
  // A byte order mark is kept, so that JSON.parse refuses it: RFC 8259 section 8.1 forbids it in JSON.
  const text = json.toString();
  return { text, json, value: parseJson(text) };
};

/**
 * Undefined where it is not base64. Buffer.from skips or takes for an end what is no character of it, so that the bytes
 * are fewer than the length of the text says. But it takes `-` and `_` of base64url (RFC 4648 section 5) as well, and
 * what is not ASCII for the character that the lowest eight bits are.
 */
const decodeBase64 = (encoded: string): Buffer | undefined => {
  const padding = encoded.endsWith('==') ? 2 : Number(encoded.endsWith('='));
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = bytes.byteLength === (encoded.length / 4) * 3 - padding;
  const isAscii = Buffer.byteLength(encoded) === encoded.length;
  return isWhole && isAscii && !encoded.includes('-') && !encoded.includes('_') ? bytes : undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold secrets.
    throw new UndecodableBodyError('is not JSON');
  }
};
