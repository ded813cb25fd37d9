import { type $ZodIssue, toDotPath } from 'zod/v4/core';
import { FAULTS_TOLD, isUnchecked } from '../../event-types/event-list';
import type { Reason } from './rejection';

/** Of a path, and of a message, in UTF-16 code units: longer than any that the schema of submissions gives now. */
const LONGEST = 300;

/**
 * Why a submission is invalid, for people: the first faults, and how many more there are, or that there are more where
 * validation ended before it knew.
 */
export const issuesToReasons = (issues: readonly $ZodIssue[]): readonly Reason[] => {
  const found = issues.filter((issue) => !isUnchecked(issue));
  const reasons = found.slice(0, FAULTS_TOLD).map(({ path, message }) => ({
    path: toDotPath(path).slice(0, LONGEST),
    message: message.slice(0, LONGEST),
  }));
  if (found.length < issues.length) return [...reasons, { path: '', message: 'and more' }];
  const unlisted = found.length - reasons.length;
  return unlisted > 0 ? [...reasons, { path: '', message: `and ${unlisted} more` }] : reasons;
};
