/** What is told of an error whose class nobody foresaw. Its message stays out: it may quote the submission. */
export interface Fault {
  /** The name of its class. */
  readonly code: string;
  /** Where it was thrown: frames of the stack, the innermost first, such as `at decodeBody (index.mjs:12:3)`. */
  readonly frames: readonly string[];
}

const FRAMES = 10;

export const describeFault = (error: unknown): Fault =>
  error instanceof Error
    ? { code: error.name, frames: framesOf(error).slice(0, FRAMES) }
    : { code: 'UnknownError', frames: [] };

/** The stack begins with the message, which may have lines that look like frames. */
// Stryker disable next-line StringLiteral: any text without frames tells as little
const framesOf = ({ stack = '', message }: Error): readonly string[] => {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  return stack
    .slice(start + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
};
