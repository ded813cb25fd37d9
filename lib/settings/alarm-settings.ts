import { z } from 'zod';
import { wholeNumber } from './setting-types';

/** When the alarms of a stage ring, and where their runbook is. What each alarm means is in docs/runbook.md. */
export const alarmSettingTypes = {
  alarmOldestMessageSeconds: wholeNumber(60, 345_600, 'seconds').default(600),
  alarmDeadLetterMessages: wholeNumber(1, 1_000_000, 'messages').default(1),
  alarmDiagnosticMessages: wholeNumber(1, 100_000_000, 'messages').default(10_000),
  alarmRejectedPercent: wholeNumber(1, 100, 'percent').default(15),
  alarmTrafficFloor: wholeNumber(1, 100_000_000, 'submissions').default(100),
  alarmLatencySeconds: wholeNumber(1, 86_400, 'seconds').default(30),
  alarmFailedSubmissions: wholeNumber(1, 1_000_000, 'submissions').default(10),
  alarmNoTrafficMinutes: wholeNumber(0, 1_440, 'minutes').default(0),
  alarmStalledMinutes: wholeNumber(2, 1_440, 'minutes').default(5),
  alarmFunctionErrors: wholeNumber(1, 1_000_000, 'invocations').default(1),
  alarmFunctionThrottles: wholeNumber(1, 1_000_000, 'invocations').default(10),
  alarmDurationMarginSeconds: wholeNumber(1, 60, 'seconds').default(2),
  alarmThrottledRecords: wholeNumber(1, 100_000_000, 'records').default(1_000),
  alarmFailedRecords: wholeNumber(1, 100_000_000, 'records').default(100),
  runbookUrl: z
    .string({ error: 'must be a URL or a path' })
    .min(1, 'must be a URL or a path')
    .default('docs/runbook.md'),
};

const AlarmSettings = z.object(alarmSettingTypes);
export type AlarmSettings = z.output<typeof AlarmSettings>;
