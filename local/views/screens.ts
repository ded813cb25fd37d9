import type { Screen } from '../run/screen';
import { createLiveScreen } from './live-screen';
import { paintFor } from './paint';
import { renderStatusLine } from './render-status-line';
import { renderSummary } from './render-summary';
import { usualSize } from './terminal-size';

/** For output that is not a terminal. */
const createLineScreen = (output: NodeJS.WritableStream): Screen => {
  const writeLine = (line: string): void => {
    output.write(`${line}\n`);
  };
  return {
    statusEveryMs: 2_000,
    say: writeLine,
    showStatus: (status) => writeLine(renderStatusLine(status)),
    showSummary: (summary) => writeLine(renderSummary(summary, usualSize.columns, paintFor(output)).join('\n')),
  };
};

/** Standard output holds the summary, as JSON, and nothing else. */
const createJsonScreen = (output: NodeJS.WritableStream, messages: NodeJS.WritableStream): Screen => ({
  ...createLineScreen(messages),
  showSummary: (summary) => {
    output.write(`${JSON.stringify(summary)}\n`);
  },
});

export const createScreen = (json: boolean): Screen => {
  if (json) return createJsonScreen(process.stdout, process.stderr);
  return process.stdout.isTTY ? createLiveScreen(process.stdout) : createLineScreen(process.stdout);
};
