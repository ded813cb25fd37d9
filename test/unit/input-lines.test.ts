import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { checkInput, InputLines } from '../../local/fleet/input-lines';
import { splitLines } from '../../local/fleet/split-lines';

const MIB = 1_048_576;

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
};

const linesOf = (...chunks: readonly (string | Uint8Array)[]) => collect(splitLines(chunksOf(...chunks)));

const inputOf = (chunks: AsyncIterable<Uint8Array>): InputLines =>
  new InputLines('bodies.b64', () => Readable.from(chunks));

const readAll = async (input: InputLines): Promise<readonly string[]> =>
  (await collect(input.read())).map((line) => (typeof line === 'string' ? line : line.message));

describe('lines', () => {
  test('are counted with the blank ones, which are skipped, and the last needs no end', async () => {
    expect(await linesOf('one\n\n  \r\nfo', 'ur\r\nfi', 've')).toEqual([
      { number: 1, body: 'one' },
      { number: 4, body: 'four' },
      { number: 5, body: 'five' },
    ]);
  });

  test('keep characters that chunks cut', async () => {
    const text = Buffer.from('é日\n');
    expect(await linesOf(text.subarray(0, 1), text.subarray(1, 3), text.subarray(3))).toEqual([
      { number: 1, body: 'é日' },
    ]);
  });

  test('may have 1 MiB, without their end', async () => {
    const lines = await linesOf(`${'x'.repeat(MIB)}\r\n${'x'.repeat(MIB)}\n${'x'.repeat(MIB + 1)}\nafter`);
    expect(lines.map((line) => ('body' in line ? line.body.length : line.refusal))).toEqual([
      MIB,
      MIB,
      'is larger than 1 MiB, the most that a message may have',
      5,
    ]);
  });

  test.each([
    ['a NUL byte', Buffer.from('a\0b'), 'holds U+0000, which no message may hold'],
    ['invalid UTF-8', Buffer.from([0x61, 0xff, 0x62]), 'is not text in UTF-8'],
  ])('with %s are refused, and those around them are not', async (_name, bytes, refusal) => {
    expect(await linesOf('before\n', bytes, '\nafter\n')).toEqual([
      { number: 1, body: 'before' },
      { number: 2, refusal },
      { number: 3, body: 'after' },
    ]);
  });

  test('that never end are not held in memory', async () => {
    const chunk = Buffer.alloc(MIB, 'x');
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let sent = 0; sent < 3_000; sent++) yield chunk;
      yield Buffer.from('\nafter');
    }
    const before = process.memoryUsage().arrayBuffers;
    const lines = await collect(splitLines(endless()));
    expect(lines.map(({ number }) => number)).toEqual([1, 2]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MIB);
  });
});

describe('an input', () => {
  test('gives the line that it was checked by', async () => {
    const input = inputOf(chunksOf('one\ntwo\n'));
    await checkInput(input);
    expect(await readAll(input)).toEqual(['one', 'two']);
  });

  test('names the lines that cannot be sent', async () => {
    expect(await readAll(inputOf(chunksOf('one\n\0\nthree')))).toEqual([
      'one',
      'line 2 of bodies.b64 holds U+0000, which no message may hold',
      'three',
    ]);
  });

  test('that breaks off says after which line, and gives nothing of the line that it breaks', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one\ntwo\nthr');
      throw Object.assign(new Error('i/o error'), { code: 'EIO' });
    }
    expect(await readAll(inputOf(breaking()))).toEqual([
      'one',
      'two',
      'what follows line 2 of bodies.b64 could not be read (EIO)',
    ]);
  });

  test('that is closed while it waits for a line says so, and ends', async () => {
    const stream = new PassThrough();
    stream.write('one\n');
    const input = new InputLines('bodies.b64', () => stream);
    await checkInput(input);
    const lines = input.read();
    expect((await lines.next()).value).toBe('one');
    input.close();
    expect((await collect(lines)).map(String)).toEqual([
      'UnsendableLineError: what follows line 1 of bodies.b64 was not read any more',
    ]);
    expect(await readAll(input)).toEqual(['what follows line 0 of bodies.b64 was not read any more']);
  });

  test.each([[''], ['\n \n\r\n']])('of %j is refused', async (text) => {
    await expect(checkInput(inputOf(chunksOf(text)))).rejects.toThrow('The input bodies.b64 is empty');
  });

  test.each([
    ['.', 'it is a directory'],
    ['missing.b64', 'there is no such file'],
  ])('at %s is refused', async (path, why) => {
    await expect(checkInput(InputLines.at(path))).rejects.toThrow(`The input ${path} cannot be read (${why}).`);
  });
});
