import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/**
 * The message bodies of a file, one a line; blank lines are skipped, since SQS takes no empty message.
 *
 * @param path `-` for standard input
 * @throws Error that says which file cannot be read
 */
export async function* readInputLines(path: string): AsyncGenerator<string> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}

/** @throws Error that says what to do, where the file cannot be read */
export const checkInput = async (path: string): Promise<void> => {
  if (path === '-') return;
  try {
    await (await open(path)).close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new Error(`The input ${path} cannot be read (${code}). Give --input a file with one message body a line.`);
  }
};
