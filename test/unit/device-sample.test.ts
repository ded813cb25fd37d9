import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampleDevices } from '../../lambda/domain/batch/device-sample';
import { aFailed, aPublished, aRejected } from '../support/outcomes';

const published = (deviceIds: readonly string[]) => deviceIds.map((deviceId) => aPublished({ deviceId }));

describe('a sample of the devices of a batch', () => {
  test('is all of a small batch, each device with its count, whatever became of its submissions', () => {
    const outcomes = [
      aPublished({ deviceId: 'a' }),
      aRejected({ deviceId: 'b' }),
      aFailed({ deviceId: 'a' }),
      { status: 'rejected', messageId: 'unreadable', reasons: [] } as const,
    ];
    expect(sampleDevices(outcomes, 10, 0.99)).toEqual([
      { deviceId: 'a', submissions: 2 },
      { deviceId: 'b', submissions: 1 },
    ]);
  });

  test('is empty for an empty batch', () => {
    expect(sampleDevices([], 10, 0.5)).toEqual([]);
  });

  test('names no more devices than asked for, and counts each right on average', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 20 }),
        (deviceIds, size) => {
          const step = Math.max(1, Math.ceil(deviceIds.length / size));
          const totals = new Map<string, number>();
          for (let start = 0; start < step; start++) {
            const sample = sampleDevices(published(deviceIds), size, (start + 0.5) / step);
            expect(sample.length).toBeLessThanOrEqual(size);
            for (const { deviceId, submissions } of sample) {
              totals.set(deviceId, (totals.get(deviceId) ?? 0) + submissions);
            }
          }
          for (const deviceId of new Set(deviceIds)) {
            const sent = deviceIds.filter((each) => each === deviceId).length;
            expect((totals.get(deviceId) ?? 0) / step).toBeCloseTo(sent, 9);
          }
        },
      ),
    );
  });
});
