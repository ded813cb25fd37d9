import { LONGEST_RETRY_DELAY_SECONDS } from '../../lambda/contract/retry-delay';
import { SettingValues } from './settings';
import {
  DEFAULT_RECEIVES,
  LONGEST_TIME_OF_RECEIVES_SECONDS,
  SUBMISSION_RETENTION_DAYS,
} from './submission-queue-settings';

/** What is wrong with a setting, as the end of a sentence that begins with its name and value. */
export interface SettingProblem {
  readonly setting: keyof SettingValues;
  readonly message: string;
  /**
   * Which settings of a stage may be left out for what the command line chooses: those that have no meaning beside it,
   * or follow it where they are absent. What protects, such as reservedConcurrency, and numbers that only have to fit
   * are not among them: the command line can give them too.
   */
  readonly givesWay?: readonly (keyof SettingValues)[];
}

type Rule = (values: SettingValues) => SettingProblem | undefined;

/** Of a provisioned poller, at once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const INVOCATIONS_PER_POLLER = 10;

/** Of an event source without a maximum, at once: same page. */
const UNLIMITED_INVOCATIONS = 1_250;

/** The defaults of Lambda, where only one of the two is chosen. */
export const DEFAULT_MINIMUM_POLLERS = 2;
export const DEFAULT_MAXIMUM_POLLERS = 200;

/**
 * Lambda's advice: a message must stay hidden while its batch is gathered, processed, and retried where Lambda
 * throttles. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * @returns seconds
 */
export const leastVisibilityTimeout = ({
  functionTimeoutSeconds,
  batchingWindowSeconds,
}: Pick<SettingValues, 'functionTimeoutSeconds' | 'batchingWindowSeconds'>): number =>
  6 * functionTimeoutSeconds + batchingWindowSeconds;

/** A message that fails comes back after a delay; one whose invocation dies, after the visibility timeout. */
const longestReceives = (visibilityTimeoutSeconds: number): number =>
  Math.floor(LONGEST_TIME_OF_RECEIVES_SECONDS / Math.max(visibilityTimeoutSeconds, LONGEST_RETRY_DELAY_SECONDS));

export const defaultReceives = (visibilityTimeoutSeconds: number): number =>
  Math.min(DEFAULT_RECEIVES, longestReceives(visibilityTimeoutSeconds));

export const hasProvisionedPollers = ({
  minimumPollers,
  maximumPollers,
}: Pick<SettingValues, 'minimumPollers' | 'maximumPollers'>): boolean =>
  minimumPollers !== undefined || maximumPollers !== undefined;

const visibilityTimeoutOutlastsRetries: Rule = (values) => {
  const { visibilityTimeoutSeconds, functionTimeoutSeconds, batchingWindowSeconds } = values;
  const least = leastVisibilityTimeout(values);
  if (visibilityTimeoutSeconds === undefined || visibilityTimeoutSeconds >= least) return undefined;
  return {
    setting: 'visibilityTimeoutSeconds',
    message: `must be at least ${least}: 6 x functionTimeoutSeconds (${functionTimeoutSeconds}) + batchingWindowSeconds (${batchingWindowSeconds}). Raise it, lower those, or leave it out to have it follow them`,
    givesWay: ['visibilityTimeoutSeconds'],
  };
};

const visibilityTimeoutIsPossible: Rule = (values) => {
  const least = leastVisibilityTimeout(values);
  if (least <= 43_200) return undefined;
  return {
    setting: 'functionTimeoutSeconds',
    message: `asks for a visibility timeout of ${least} seconds, but SQS takes at most 43200. Lower it`,
  };
};

const deadLettersComeBeforeRetentionEnds: Rule = (values) => {
  const { maxReceiveCount, visibilityTimeoutSeconds = leastVisibilityTimeout(values) } = values;
  const most = longestReceives(visibilityTimeoutSeconds);
  if (maxReceiveCount === undefined || maxReceiveCount <= most) return undefined;
  return {
    setting: 'maxReceiveCount',
    message: `must be at most ${most} for a visibility timeout of ${visibilityTimeoutSeconds} seconds, or a message that keeps failing may be deleted, after ${SUBMISSION_RETENTION_DAYS} days, before it is in the dead-letter queue. Lower one of the two`,
    givesWay: ['maxReceiveCount'],
  };
};

const largeBatchesAreGathered: Rule = ({ batchSize, batchingWindowSeconds }) => {
  if (batchSize <= 10 || batchingWindowSeconds >= 1) return undefined;
  return {
    setting: 'batchingWindowSeconds',
    message: `must be at least 1 for a batchSize over 10 (it is ${batchSize}). Raise it, or lower batchSize to 10`,
  };
};

const shardsAreProvisioned: Rule = ({ streamMode, streamShards, streamArn }) => {
  if (streamMode === 'provisioned' || streamShards === undefined || streamArn !== undefined) return undefined;
  return {
    setting: 'streamShards',
    message: 'is for a provisioned stream only. Leave it out, or set streamMode to provisioned',
    givesWay: ['streamShards'],
  };
};

/**
 * A default would be a trap for a stream that is on demand: CloudFormation has Kinesis change its mode, which keeps the
 * shards, and then their number, which Kinesis refuses below half of them. What there are, nobody knows here.
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html#switchingmodes,
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
 */
const provisionedStreamHasShards: Rule = ({ streamMode, streamShards, streamArn }) => {
  if (streamMode === 'on-demand' || streamShards !== undefined || streamArn !== undefined) return undefined;
  return {
    setting: 'streamShards',
    message:
      'must be given for a provisioned stream. For a new one, set it to what the load takes; for one that is on demand, to the number of its open shards, which `aws kinesis describe-stream-summary` tells: Kinesis refuses less than half of it, and more than twice',
  };
};

const oneWayToScale: Rule = (values) => {
  if (values.maximumConcurrency === undefined || !hasProvisionedPollers(values)) return undefined;
  return {
    setting: 'maximumConcurrency',
    message: 'cannot be combined with minimumPollers and maximumPollers: Lambda takes one or the other. Leave one out',
    givesWay: ['maximumConcurrency', 'minimumPollers', 'maximumPollers'],
  };
};

const pollersAreARange: Rule = ({ minimumPollers, maximumPollers }) => {
  if (minimumPollers === undefined || maximumPollers === undefined || minimumPollers <= maximumPollers) {
    return undefined;
  }
  return {
    setting: 'minimumPollers',
    message: `must be at most maximumPollers (${maximumPollers}). Lower it, or raise maximumPollers`,
  };
};

/** A throttled invocation counts as a receive of its messages, so it can bring healthy ones to the dead-letter queue. */
const eventSourceStaysWithinReservedConcurrency: Rule = (values) => {
  const { reservedConcurrency } = values;
  const most = mostInvocations(values);
  if (reservedConcurrency === undefined || most <= reservedConcurrency) return undefined;
  return {
    setting: 'reservedConcurrency',
    message: `the event source may invoke ${most} times at once, and submissions that are throttled too often end in the dead-letter queue. Raise it, or lower ${hasProvisionedPollers(values) ? `maximumPollers, each of which invokes up to ${INVOCATIONS_PER_POLLER} times` : 'maximumConcurrency'}`,
  };
};

/** Of the event source, at once. */
const mostInvocations = (values: SettingValues): number =>
  hasProvisionedPollers(values)
    ? (values.maximumPollers ?? DEFAULT_MAXIMUM_POLLERS) * INVOCATIONS_PER_POLLER
    : (values.maximumConcurrency ?? UNLIMITED_INVOCATIONS);

const ownKeyIsChosen: Rule = ({ encryption, kmsKeyArn }) => {
  if (kmsKeyArn === undefined || encryption === 'customer-managed') return undefined;
  return {
    setting: 'kmsKeyArn',
    message: 'is for encryption by a customer-managed key. Leave it out, or set encryption to customer-managed',
    givesWay: ['kmsKeyArn'],
  };
};

const formerKeyIsAnother: Rule = ({ kmsKeyArn, formerKmsKeyArn }) => {
  if (formerKmsKeyArn === undefined || formerKmsKeyArn !== kmsKeyArn) return undefined;
  return {
    setting: 'formerKmsKeyArn',
    message: 'is the key of kmsKeyArn, which is in use. Leave it out, or name the key that was in use before',
  };
};

const roleHasItsId: Rule = ({ functionRoleArn, functionRoleId }) => {
  if ((functionRoleArn === undefined) === (functionRoleId === undefined)) return undefined;
  return functionRoleId === undefined
    ? {
        setting: 'functionRoleArn',
        message:
          'CloudFormation does not know the id of that role, by which the function knows its own messages. Set functionRoleId to what "aws iam get-role --role-name NAME --query Role.RoleId" says',
      }
    : {
        setting: 'functionRoleId',
        message: 'is for an existing role. Leave it out, or set functionRoleArn',
      };
};

/** By its role, the function knows what it sent itself: a sender that has it could say that events are in the stream. */
const functionRoleIsNoSender: Rule = ({ functionRoleArn, senderArns }) => {
  if (functionRoleArn === undefined || !senderArns?.includes(functionRoleArn)) return undefined;
  return {
    setting: 'senderArns',
    message:
      'names functionRoleArn, and the function believes whoever sends with its own role: events could be left out. Leave it out, and have senders use a role of their own',
  };
};

const oneReceiverOfAlarms: Rule = ({ alarmEmail, alarmTopicArn }) => {
  if (alarmEmail === undefined || alarmTopicArn === undefined) return undefined;
  return {
    setting: 'alarmEmail',
    message: 'cannot be combined with alarmTopicArn. Leave one out, or subscribe the address to that topic',
    givesWay: ['alarmEmail', 'alarmTopicArn'],
  };
};

const somebodyOrNobodyIsCalled: Rule = ({ alarmsCallNobody, alarmEmail, alarmTopicArn }) => {
  if (!alarmsCallNobody || (alarmEmail === undefined && alarmTopicArn === undefined)) return undefined;
  return {
    setting: 'alarmsCallNobody',
    message: 'alarmEmail and alarmTopicArn name somebody. Leave it out, or leave those out',
    givesWay: ['alarmsCallNobody', 'alarmEmail', 'alarmTopicArn'],
  };
};

const emulatorsHaveNoCodeDeploy: Rule = ({ emulator, deployment }) => {
  if (!emulator || deployment === undefined || deployment === 'all-at-once') return undefined;
  return {
    setting: 'deployment',
    message: 'emulators have no CodeDeploy. Leave it out, or set emulator to false',
    givesWay: ['deployment'],
  };
};

const emulatorsHaveNoStreamPolicies: Rule = ({ emulator, consumerArns }) => {
  if (!emulator || consumerArns === undefined) return undefined;
  return {
    setting: 'consumerArns',
    message: 'emulators have no policies of streams. Leave it out, or set emulator to false',
    givesWay: ['consumerArns'],
  };
};

/** What has to hold between settings, each of which is in its range. */
const rules: readonly Rule[] = [
  visibilityTimeoutOutlastsRetries,
  visibilityTimeoutIsPossible,
  deadLettersComeBeforeRetentionEnds,
  largeBatchesAreGathered,
  shardsAreProvisioned,
  provisionedStreamHasShards,
  oneWayToScale,
  pollersAreARange,
  eventSourceStaysWithinReservedConcurrency,
  ownKeyIsChosen,
  formerKeyIsAnother,
  roleHasItsId,
  functionRoleIsNoSender,
  oneReceiverOfAlarms,
  somebodyOrNobodyIsCalled,
  emulatorsHaveNoCodeDeploy,
  emulatorsHaveNoStreamPolicies,
];

const findContradictions = (values: SettingValues): readonly SettingProblem[] =>
  rules.map((rule) => rule(values)).filter((problem) => problem !== undefined);

/** What an existing resource is named by, and what is chosen for a new one: its name first. */
const ofNewResources = {
  queueArn: { name: 'queueName', others: ['visibilityTimeoutSeconds', 'maxReceiveCount', 'senderArns'] },
  streamArn: { name: 'streamName', others: ['streamMode', 'streamShards', 'streamRetentionHours', 'consumerArns'] },
} as const;

/**
 * An existing queue or stream is left as it is, so what was chosen for a new one would have no effect. Of the two, the
 * name of a new one may take the place of an existing one; a mere property of it must not move senders elsewhere.
 */
const findIneffective = (chosen: Readonly<Record<string, unknown>>): readonly SettingProblem[] =>
  (['queueArn', 'streamArn'] as const)
    .filter((existing) => chosen[existing] !== undefined)
    .flatMap((existing) => {
      const { name, others } = ofNewResources[existing];
      return [name, ...others]
        .filter((setting) => chosen[setting] !== undefined)
        .map((setting) => ({
          setting,
          message: `${existing} names an existing one, which is left as it is. Leave one of the two out`,
          givesWay: setting === name ? [setting, existing] : [setting],
        }));
    });

/**
 * What was chosen, but cannot be together. What has to hold between settings can be told only where each is in its range.
 *
 * @param chosen without defaults
 */
export const findConflicts = (chosen: Readonly<Record<string, unknown>>): readonly SettingProblem[] => {
  const { data } = SettingValues.safeParse(chosen);
  return [...findIneffective(chosen), ...(data ? findContradictions(data) : [])];
};
