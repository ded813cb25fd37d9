export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The value between measured ones, on straight lines between the logarithms of both; beyond the first and the last, theirs.
 *
 * @param points at least one, each above 0 both ways
 */
export const interpolate = (points: readonly Point[], x: number): number => {
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const after = sorted.findIndex((point) => point.x >= x);
  const right = sorted.at(after);
  const left = sorted[after - 1];
  if (right === undefined) throw new Error('There is nothing to interpolate between.');
  if (after < 0 || left === undefined) return right.y;
  const part = Math.log(x / left.x) / Math.log(right.x / left.x);
  return left.y * (right.y / left.y) ** part;
};
