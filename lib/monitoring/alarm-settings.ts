import { type SettingsOf, urlOrPath } from '../setting-kinds/setting-kinds';
import { functionThresholds } from './function';
import { queueThresholds } from './queues';
import { streamThresholds } from './stream';
import { submissionThresholds } from './submissions';

/** When the alarms of a stage ring, and where their runbook is. */
export const alarmSettingTypes = {
  ...submissionThresholds,
  ...queueThresholds,
  ...functionThresholds,
  ...streamThresholds,
  runbookUrl: urlOrPath()
    .default('docs/runbook.md')
    .describe('what the alarms link; give its URL where people read it: synth warns of a link that no e-mail can open'),
};
export type AlarmSettings = SettingsOf<typeof alarmSettingTypes>;
