import { widthOf } from './text-width';

/** How many rows more lines take since the terminal became narrower: it wraps those that do not fit any more. */
export const addedByReflow = (lines: readonly string[], columns: number): number =>
  lines.reduce((added, line) => added + Math.max(0, Math.ceil(widthOf(line) / columns) - 1), 0);
