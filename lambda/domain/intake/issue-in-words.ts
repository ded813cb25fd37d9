import type { z } from 'zod';

/** What the name of an event type looks like. Whatever else a sensor may put in its place could be a secret. */
const harmlessName = /^[A-Za-z0-9_.-]{1,64}$/;

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

/** More names than a person reads would only cost space in log and diagnostic queue. */
const NAMES_LISTED = 5;

const namesInWords = (names: readonly string[]): string => {
  const listed = names.slice(0, NAMES_LISTED);
  if (!listed.every((name) => harmlessName.test(name))) return '';
  const unlisted = names.length - listed.length;
  return `: ${listed.join(', ')}${unlisted > 0 ? ` and ${unlisted} more` : ''}`;
};

/**
 * What is wrong at a place of a submission, as the end of a sentence that begins with the place. Never quotes a value,
 * and a name only where it is harmless.
 */
export const issueInWords = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? `is not of the type ${issue.expected}`;
    case 'invalid_format':
      return formats[issue.format] ?? `is not of the format ${issue.format}`;
    case 'too_small':
      return `is less than ${issue.minimum}`;
    case 'too_big':
      return `is more than ${issue.maximum}`;
    case 'unrecognized_keys':
      return `has event types that are not known${namesInWords(issue.keys)}`;
    default:
      return 'is not as it should be';
  }
};
