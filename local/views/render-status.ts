import type { RunStatus } from '../run/run-status';
import type { Paint } from './paint';
import { renderFigures } from './render-figures';
import { renderLast } from './render-last';
import type { TerminalSize } from './terminal-size';

/** From this height on, a blank line between figures and lists costs none of them much. */
const ROWS_WITH_SPACE = 20;

/** The live view of a run: lines that fit into the terminal, its last line left to the cursor. */
export const renderStatus = (status: RunStatus, { columns, rows }: TerminalSize, paint: Paint): readonly string[] => {
  const space = rows >= ROWS_WITH_SPACE ? [''] : [];
  const figures = [...space, ...renderFigures(status, columns, paint), ...space];
  const last = renderLast(status, { columns, rows: rows - 1 - figures.length }, paint);
  return [...figures, ...last];
};
