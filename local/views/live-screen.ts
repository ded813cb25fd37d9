import { clearScreenDown, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { createLogUpdate } from 'log-update';
import type { Screen } from '../run/screen';
import { paintFor } from './paint';
import { addedByReflow } from './reflow';
import { renderStatus } from './render-status';
import { renderSummary } from './render-summary';
import { type TerminalSize, usualSize } from './terminal-size';

/** Redraws the status in place. */
export const createLiveScreen = (terminal: WriteStream): Screen => {
  const draw = createLogUpdate(terminal);
  const paint = paintFor(terminal);
  let drawn: readonly string[] = [];
  /** Asked for at each drawing: a terminal may be resized. Some say that they have none. */
  const size = (): TerminalSize => ({
    columns: terminal.columns || usualSize.columns,
    rows: terminal.rows || usualSize.rows,
  });
  const erase = (): void => {
    const added = addedByReflow(drawn.map(stripVTControlCharacters), size().columns);
    draw.clear();
    drawn = [];
    if (added === 0) return;
    moveCursor(terminal, 0, -added);
    clearScreenDown(terminal);
  };
  return {
    statusEveryMs: 500,
    say: (line) => {
      erase();
      terminal.write(`${line}\n`);
    },
    showStatus: (status) => {
      const lines = renderStatus(status, size(), paint);
      if (addedByReflow(drawn.map(stripVTControlCharacters), size().columns) > 0) erase();
      draw(lines.join('\n'));
      drawn = lines;
    },
    showSummary: (summary) => {
      draw.done();
      terminal.write(`${renderSummary(summary, size().columns, paint).join('\n')}\n`);
    },
  };
};
