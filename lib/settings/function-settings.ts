import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { logLevels } from '../../lambda/contract/log-levels';
import { oneOf, oneOfNumbers, wholeNumber } from '../setting-kinds/setting-kinds';

const retentionDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const functionSettings = {
  functionTimeoutSeconds: wholeNumber(1, 900, 'seconds')
    .default(30)
    .describe(
      'how long a batch may retry against a stream that is slow: one of 500 takes less than a second otherwise (docs/performance.md)',
    ),
  functionMemoryMegabytes: wholeNumber(128, 10_240, 'MB')
    .default(512)
    .describe(
      "also decides the function's share of a processor. Twice as much bills a third more for batches of 10 to 100, and as much for 500 in half the time; the largest batch needs less than half of it (docs/performance.md)",
    ),
  logLevel: oneOf(logLevels).default('INFO').describe('bodies and command lines are never logged'),
  logRetentionDays: oneOfNumbers(retentionDays, 'days')
    .default(30)
    .describe('how far back an incident can be looked into'),
};
