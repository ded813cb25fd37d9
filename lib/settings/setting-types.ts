import { Token } from 'aws-cdk-lib';
import { z } from 'zod';

/** On the command line (`-c name=value`) every value is a string; in cdk.json a number is a number. Both are taken. */
const numeralToNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** @param unit what the number counts */
export const wholeNumber = (minimum: number, maximum: number, unit: string) => {
  const error = `must be a whole number from ${minimum} to ${maximum} (${unit})`;
  return z.preprocess(numeralToNumber, z.int({ error }).min(minimum, { error }).max(maximum, { error }));
};

/** As a number, a truth value is a string on the command line. */
export const trueOrFalse = () =>
  z.preprocess(
    (value) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean({ error: 'must be true or false' }),
  );

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

/**
 * An ARN, or a token of one: what the `queueArn` of a queue in somebody's own stack is until it is deployed.
 *
 * @param service such as `sqs`
 * @param resource a pattern of what comes after the account
 * @param example shown where the value is wrong
 */
export const arn = (service: string, resource: string, example: string) => {
  const pattern = new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}$`);
  const error = `must be an ARN such as ${example}`;
  return z.string({ error }).refine((value) => Token.isUnresolved(value) || pattern.test(value), { error });
};

export const emailAddress = () => z.email({ error: 'must be an e-mail address' });
