/** What the process writes meanwhile, to standard output and standard error, by line. */
export const captureOutput = (action: () => void): readonly string[] => {
  const { stdout, stderr } = process;
  const written: string[] = [];
  const originals = [stdout, stderr].map((stream) => [stream, stream.write] as const);
  for (const [stream] of originals) {
    stream.write = (chunk: string | Uint8Array) => {
      written.push(Buffer.from(chunk).toString());
      return true;
    };
  }
  try {
    action();
  } finally {
    for (const [stream, write] of originals) stream.write = write;
  }
  return written.join('').split('\n').filter(Boolean);
};
