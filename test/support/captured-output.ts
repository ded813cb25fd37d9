/** What the process writes meanwhile, to standard output and standard error, by line. */
export const captureOutput = (action: () => void): readonly string[] => {
  using output = interceptOutput();
  action();
  return output.lines();
};

/** The same of what takes its time, with what that comes to. */
export const captureOutputOf = async <T>(
  action: () => Promise<T>,
): Promise<{ readonly result: T; readonly lines: readonly string[] }> => {
  using output = interceptOutput();
  return { result: await action(), lines: output.lines() };
};

const interceptOutput = (): Disposable & { readonly lines: () => readonly string[] } => {
  const { stdout, stderr } = process;
  const written: string[] = [];
  const originals = [stdout, stderr].map((stream) => [stream, stream.write] as const);
  for (const [stream] of originals) {
    stream.write = (chunk: string | Uint8Array) => {
      written.push(Buffer.from(chunk).toString());
      return true;
    };
  }
  return {
    lines: () => written.join('').split('\n').filter(Boolean),
    [Symbol.dispose]: () => {
      for (const [stream, write] of originals) stream.write = write;
    },
  };
};
