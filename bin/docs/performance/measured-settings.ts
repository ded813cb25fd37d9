import type { Settings } from '../../../lib/settings/settings';

/** The settings that what is measured depends on. */
export type MeasuredSettings = Pick<
  Settings,
  'batchSize' | 'batchingWindowSeconds' | 'functionMemoryMegabytes' | 'functionTimeoutSeconds'
>;
