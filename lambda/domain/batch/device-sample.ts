import type { SubmissionOutcome } from './submission-outcome';

/** A device, and how many submissions of the batch it stands for. */
export interface SampledDevice {
  readonly deviceId: string;
  readonly submissions: number;
}

/**
 * Which devices a batch came from, by a systematic sample: every n-th submission stands for n. Summed over batches,
 * each device's share is right on average, so the devices that send most stand out, at a cost a batch instead of a
 * cost a submission. A batch no larger than the sample is told in full.
 *
 * @param size how many devices at most
 * @param random from 0 up to, not including, 1
 */
export const sampleDevices = (
  outcomes: readonly SubmissionOutcome[],
  size: number,
  random: number,
): readonly SampledDevice[] => {
  const deviceIds = outcomes.flatMap(({ deviceId }) => deviceId ?? []);
  const step = Math.max(1, Math.ceil(deviceIds.length / size));
  const start = Math.floor(random * step);
  const submissions = new Map<string, number>();
  for (const [index, deviceId] of deviceIds.entries()) {
    if (index % step === start) submissions.set(deviceId, (submissions.get(deviceId) ?? 0) + step);
  }
  return [...submissions].map(([deviceId, count]) => ({ deviceId, submissions: count }));
};
