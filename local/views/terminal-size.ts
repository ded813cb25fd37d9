export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Of a terminal that does not say, and of output that is none. */
export const usualSize: TerminalSize = { columns: 80, rows: 24 };
