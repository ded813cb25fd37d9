import type { Figure } from './report';

/** Undefined where the figure has no target. */
export const meetsTarget = ({ value, beside, target }: Figure): boolean | undefined => {
  if (!target) return undefined;
  const measured = target.of === 'value' ? value : beside?.ratio;
  if (!measured) return false;
  return target.is === 'at least' ? measured.median >= target.limit : measured.median <= target.limit;
};
