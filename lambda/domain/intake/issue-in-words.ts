import type { $ZodRawIssue } from 'zod/v4/core';
import { FAULTS_TOLD } from '../../event-types/event-list';

/** What the name of an event type looks like. Whatever else a sensor may put in its place could be a secret. */
const typeName = /^[a-z]+(_[a-z]+)*$/;
/** Longer than the name of any type: a key or a token that is made of small letters only is longer still. */
const NAME_LENGTH = 40;

const types: Readonly<Record<string, string>> = {
  string: 'is not text',
  number: 'is not a number',
  int: 'is not a whole number',
  array: 'is not a list',
  object: 'is not an object',
};

const formats: Readonly<Record<string, string>> = {
  guid: 'is not a UUID',
  datetime: 'is not an ISO 8601 date-time of the calendar',
  ipv4: 'is not an IPv4 address',
};

/** Names those that look like types, wherever they stand among the others, and counts all. */
const unknownTypesInWords = (names: readonly string[]): string => {
  const listed: string[] = [];
  for (const name of names) {
    if (listed.length === FAULTS_TOLD) break;
    if (name.length <= NAME_LENGTH && typeName.test(name)) listed.push(name);
  }
  if (listed.length === 0) {
    return names.length === 1
      ? 'has an event type that is not known'
      : `has ${names.length} event types that are not known`;
  }
  const unlisted = names.length - listed.length;
  return `has event types that are not known: ${listed.join(', ')}${unlisted > 0 ? ` and ${unlisted} more` : ''}`;
};

/**
 * What is wrong at a place of a submission, as the end of a sentence that begins with the place. Never quotes a value,
 * and a name only where it looks like that of an event type.
 */
export const issueInWords = (issue: $ZodRawIssue): string => {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? `is not of the type ${issue.expected}`;
    case 'invalid_format':
      return formats[issue.format] ?? `is not of the format ${issue.format}`;
    case 'too_small':
      return `is less than ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `is longer than ${issue.maximum} characters` : `is more than ${issue.maximum}`;
    case 'unrecognized_keys':
      return unknownTypesInWords(issue.keys);
    default:
      return 'is not as it should be';
  }
};
