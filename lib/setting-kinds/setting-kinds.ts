import { Token } from 'aws-cdk-lib';
import { z } from 'zod';

/**
 * The kinds of values that settings have. Each tells its `range` in words, for docs/settings.md. A setting adds, as the
 * last of its calls since zod keeps them with the type that they are called on, why it is there (`describe`), and, where
 * it may be absent, what its absence means (`meta`, `absent`).
 */

/** The values of settings, by name. */
export type SettingsOf<Types extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Types]: z.output<Types[Name]>;
};

/** @param unit what the number counts */
export const wholeNumber = (minimum: number, maximum: number, unit: string) => {
  const error = `must be a whole number from ${minimum} to ${maximum} (${unit})`;
  return z
    .int({ error })
    .min(minimum, { error })
    .max(maximum, { error })
    .meta({ range: `${minimum} to ${maximum} ${unit}` });
};

export const trueOrFalse = () => z.boolean({ error: 'must be true or false' }).meta({ range: 'true, false' });

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` }).meta({ range: values.join(', ') });

/** A number that AWS takes only certain values of. */
export const oneOfNumbers = <const T extends number>(values: readonly T[], unit: string) =>
  z
    .literal(values, { error: `must be one of ${values.join(', ')} (${unit})` })
    .meta({ range: `${values.join(', ')} ${unit}` });

/** A physical name. Both SQS queues and Kinesis streams take these characters. */
export const physicalName = (maximum: number) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{1,${maximum}}$`), {
      error: `must be 1 to ${maximum} letters, digits, hyphens and underscores`,
    })
    .meta({ range: `1 to ${maximum} letters, digits, \`-\`, \`_\`` });

export interface ArnKind {
  /** Such as `a stream`. */
  readonly of: string;
  /** Such as `sqs`. */
  readonly service: string;
  /** A pattern of what comes after the account. */
  readonly resource: string;
  /** Shown where the value is wrong. */
  readonly example: string;
  /** Resources of that service that will not do. */
  readonly unfit?: {
    /** As above. */
    readonly resource: string;
    /** What they are, why they will not do and what to do, as the end of a sentence that begins with the value. */
    readonly why: string;
  };
}

/** An ARN, or a token of one: what the `queueArn` of a queue in somebody's own stack is until it is deployed. */
export const arn = ({ of, service, resource, example, unfit }: ArnKind) => {
  const names = (value: string, what: string): boolean =>
    new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${what}$`).test(value);
  const error = `must be an ARN such as ${example}`;
  return z
    .string({ error })
    .refine((value) => Token.isUnresolved(value) || names(value, resource), {
      error: ({ input }) => (unfit && names(String(input), unfit.resource) ? unfit.why : error),
    })
    .meta({ range: `ARN of ${of}` });
};

/** As above, of IAM, which is in no region. */
export const iamArn = ({ of, resource, example }: Pick<ArnKind, 'of' | 'resource' | 'example'>) => {
  const error = `must be an ARN such as ${example}`;
  // What AWS itself keeps is in the account "aws".
  const named = new RegExp(`^arn:aws[a-z-]*:iam::(\\d{12}|aws):${resource}$`);
  return z
    .string({ error })
    .refine((value) => Token.isUnresolved(value) || named.test(value), { error })
    .meta({ range: `ARN of ${of}` });
};

/**
 * What IAM calls an entity by once and for all, or a token of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export const uniqueId = ({ of, prefix }: { readonly of: string; readonly prefix: string }) => {
  const error = `must be the unique id of ${of}, such as ${prefix}IOSFODNN7EXAMPLE`;
  const id = new RegExp(`^${prefix}[A-Z0-9]{12,124}$`);
  return z
    .string({ error })
    .refine((value) => Token.isUnresolved(value) || id.test(value), { error })
    .meta({ range: `unique id of ${of}` });
};

/**
 * Whom policies name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html. Or a
 * token of an ARN, as above.
 */
export const principal = () => {
  const error =
    'must be an account, a role or a user, such as 111122223333, arn:aws:iam::111122223333:root or arn:aws:iam::111122223333:role/gateway';
  const named = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]{1,576}))$/;
  return z.string({ error }).refine((value) => Token.isUnresolved(value) || named.test(value), { error });
};

/**
 * Several values of a kind, each once. The command line separates them by commas.
 *
 * @param of what they are, in the plural
 */
export const listOf = <T extends z.ZodType<string>>(kind: T, of: string) =>
  z
    .array(kind, { error: `must be a list of ${of}` })
    .refine((values) => new Set(values).size === values.length, { error: 'must not have anything twice' })
    .readonly()
    .meta({ range: `list of ${of}` });

export const emailAddress = () => z.email({ error: 'must be an e-mail address' }).meta({ range: 'e-mail address' });

export const urlOrPath = () => {
  const error = 'must be a URL or a path';
  return z.string({ error }).min(1, { error }).meta({ range: 'a URL or a path' });
};
