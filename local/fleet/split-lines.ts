/** Of a message with its attributes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MESSAGE_BYTES = 1_048_576;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const notInMessages = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A line of an input: a message body, or why it cannot be one. Lines are counted from 1. */
export type InputLine = { readonly number: number } & ({ readonly body: string } | { readonly refusal: string });

/** The lines that are not blank: SQS takes no empty message. Holds no more of a line than a message can have. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  const pending = new PendingLine();
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      pending.add(chunk.subarray(start, end));
      yield* pending.end();
      start = end + 1;
    }
    pending.add(chunk.subarray(start));
  }
  yield* pending.end();
}

class PendingLine {
  #number = 1;
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  add(piece: Uint8Array): void {
    this.#bytes += piece.length;
    // The line may end in a carriage return, which is none of the body.
    if (this.#bytes <= MESSAGE_BYTES + 1) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  /** Makes room for the next line. */
  end(): readonly InputLine[] {
    const whole = Buffer.concat(this.#pieces);
    const text = whole.at(-1) === CARRIAGE_RETURN ? whole.subarray(0, -1) : whole;
    const tooLong = this.#bytes > MESSAGE_BYTES + 1 || text.length > MESSAGE_BYTES;
    const number = this.#number++;
    this.#pieces = [];
    this.#bytes = 0;
    if (tooLong) return [{ number, refusal: 'is larger than 1 MiB, the most that a message may have' }];
    const line = toLine(text);
    return 'body' in line && line.body.trim() === '' ? [] : [{ number, ...line }];
  }
}

const toLine = (bytes: Uint8Array): { readonly body: string } | { readonly refusal: string } => {
  let body: string;
  try {
    body = utf8.decode(bytes);
  } catch {
    return { refusal: 'is not text in UTF-8' };
  }
  const [character] = notInMessages.exec(body) ?? [];
  if (character === undefined) return { body };
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { refusal: `holds U+${code}, which no message may hold` };
};
