import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { type InputLine, splitLines } from './split-lines';

/** A line of the input that cannot be sent, or that the input ends early. */
export class UnsendableLineError extends Error {
  override readonly name = 'UnsendableLineError';
}

/**
 * The lines of a file or of standard input, each a message body. It is opened once, since a pipe cannot be read twice:
 * what was read to see whether there is anything is the first of what is sent.
 */
export class InputLines {
  /** Such as `standard input`. */
  readonly name: string;
  readonly #path: string | undefined;
  readonly #closing = new AbortController();
  readonly #lines: AsyncGenerator<InputLine>;
  #first: InputLine | undefined;

  /**
   * @param open is called when the first line is asked for
   * @param path where it is a file
   */
  constructor(name: string, open: () => Readable, path?: string) {
    this.name = name;
    this.#path = path;
    this.#lines = this.#read(open);
  }

  /** @param path `-` for standard input */
  static at(path: string): InputLines {
    return path === '-'
      ? new InputLines('standard input', () => process.stdin)
      : new InputLines(path, () => createReadStream(path), path);
  }

  /** @throws Error where it can be read, but a read that waits could not be ended */
  async checkKind(): Promise<void> {
    const kind = this.#path === undefined ? undefined : await stat(this.#path).catch(() => undefined);
    if (kind && !kind.isFile() && !kind.isDirectory()) {
      throw new Error(
        `The input ${this.name} is a pipe or a device. Hand it over standard input: npm start -- --input - < ${this.name}`,
      );
    }
  }

  /** @returns whether it has a line that is not blank */
  async hasLines(): Promise<boolean> {
    const { value, done } = await this.#lines.next();
    if (done) return false;
    this.#first = value;
    return true;
  }

  /**
   * Takes each body, and an error for each line that is none. What is not read to its end, since reading fails or since
   * it is closed, ends with such an error too.
   */
  async *read(): AsyncGenerator<string | UnsendableLineError> {
    let number = 0;
    try {
      for await (const line of this.#all()) {
        number = line.number;
        yield 'body' in line ? line.body : new UnsendableLineError(`line ${number} of ${this.name} ${line.refusal}`);
      }
    } catch (error) {
      const why = this.#closing.signal.aborted ? 'was not read any more' : `could not be read (${codeOf(error)})`;
      yield new UnsendableLineError(`what follows line ${number} of ${this.name} ${why}`);
    }
  }

  /** Reads no further, even where it waits for a line. */
  close(): void {
    this.#closing.abort();
  }

  async *#all(): AsyncGenerator<InputLine> {
    this.#closing.signal.throwIfAborted();
    if (this.#first) yield this.#first;
    for await (const line of this.#lines) {
      this.#closing.signal.throwIfAborted();
      yield line;
    }
  }

  async *#read(open: () => Readable): AsyncGenerator<InputLine> {
    yield* splitLines(addAbortSignal(this.#closing.signal, open()));
  }
}

/** @throws Error that says what to do, where there is nothing to send */
export const checkInput = async (input: InputLines): Promise<void> => {
  await input.checkKind();
  const toDo = 'Give --input a file with one message body a line.';
  const hasLines = await input.hasLines().catch((error: unknown) => {
    throw new Error(`The input ${input.name} cannot be read (${codeOf(error)}). ${toDo}`);
  });
  if (!hasLines) throw new Error(`The input ${input.name} is empty, so there is nothing to do. ${toDo}`);
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'its permissions forbid it',
  ABORT_ERR: 'the run was interrupted before',
};

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  return reasons[code] ?? code;
};
