import { createLogUpdate } from 'log-update';
import type { Screen } from '../run/screen';
import { renderStatus, renderStatusLine } from './render-status';
import { renderSummary } from './render-summary';

/** Redraws the status in place. */
const createLiveScreen = (terminal: NodeJS.WriteStream): Screen => {
  const draw = createLogUpdate(terminal);
  return {
    statusEveryMs: 500,
    say: (line) => {
      draw.clear();
      terminal.write(`${line}\n`);
    },
    showStatus: (status) => draw(renderStatus(status, terminal.columns)),
    showSummary: (summary) => {
      draw.done();
      terminal.write(renderSummary(summary));
    },
  };
};

/** For output that is not a terminal. */
const createLineScreen = (output: NodeJS.WritableStream): Screen => {
  const writeLine = (line: string): void => {
    output.write(`${line}\n`);
  };
  return {
    statusEveryMs: 2_000,
    say: writeLine,
    showStatus: (status) => writeLine(renderStatusLine(status)),
    showSummary: (summary) => writeLine(renderSummary(summary)),
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
