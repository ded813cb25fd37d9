import type { Monitored } from '../monitored';
import type { AlarmDefinition } from './alarm-definition';
import { functionAlarms } from './function-alarms';
import { queueAlarms } from './queue-alarms';
import { streamAlarms } from './stream-alarms';
import { submissionAlarms } from './submission-alarms';

/** All alarms of a stage, those about users first. */
export const defineAlarms = (monitored: Monitored): readonly AlarmDefinition[] => [
  ...submissionAlarms(monitored),
  ...queueAlarms(monitored),
  ...functionAlarms(monitored),
  ...streamAlarms(monitored),
];
