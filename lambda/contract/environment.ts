import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { eventFormatNames } from './event-format';
import { logLevels } from './log-levels';
import { orderings } from './ordering';
import { partitionKeys } from './partition-key';

/** Believes a continuation from whoever sent it: emulators do not tell senders apart. */
export const ANY_SENDER = '*';

/**
 * The function's configuration: what the stack writes into its environment and the function reads from it. The
 * endpoints and credentials of AWS are not part of it: the SDK reads its standard variables itself.
 */
const Environment = z.object({
  STREAM_NAME: z.string().check(z.minLength(1)),
  SUBMISSION_QUEUE_URL: z.url(),
  DIAGNOSTIC_QUEUE_URL: z.url(),
  PARTITION_KEY: z.enum(partitionKeys),
  ORDERING: z.enum(orderings),
  EVENT_FORMAT: z.enum(eventFormatNames),
  /** Whose continuations are believed: the id of the function's own role, or ANY_SENDER. */
  CONTINUATION_SENDER: z.string().check(z.minLength(1)),
  POWERTOOLS_SERVICE_NAME: z.string().check(z.minLength(1)),
  POWERTOOLS_METRICS_NAMESPACE: z.string().check(z.minLength(1)),
  POWERTOOLS_LOG_LEVEL: z.enum(logLevels),
  STAGE: z.string().check(z.minLength(1)),
});
export type Environment = z.infer<typeof Environment>;

/** @throws Error that names each variable that is missing or wrong */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const parsed = Environment.safeParse(variables, { error: en().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(
    `The function's environment is not what the stack should have set. ${problems.join('; ')}. Deploy the stack again, or correct these variables.`,
  );
};
