import { z } from 'zod';

/** On the command line (`-c name=value`) every value is a string; in cdk.json a number is a number. Both are taken. */
const numeralToNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** @param unit what the number counts */
export const wholeNumber = (minimum: number, maximum: number, unit: string) => {
  const error = `must be a whole number from ${minimum} to ${maximum} (${unit})`;
  return z.preprocess(numeralToNumber, z.int({ error }).min(minimum, { error }).max(maximum, { error }));
};

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** A whole number that AWS takes only certain values of. */
export const oneOfNumbers = (values: readonly number[], unit: string) => {
  const error = `must be one of ${values.join(', ')} (${unit})`;
  return z.preprocess(
    numeralToNumber,
    z.int({ error }).refine((value) => values.includes(value), { error }),
  );
};

/** A physical name. Both SQS queues and Kinesis streams take these characters. */
export const physicalName = (maximum: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{1,${maximum}}$`), {
    error: `must be 1 to ${maximum} letters, digits, hyphens and underscores`,
  });
