import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitIntoBatches } from '../../lambda/adapters/sqs-batches';

const LIMIT = 1_048_576;
const batchesOf = (sizes: readonly number[]) => splitIntoBatches(sizes, (size) => size);

describe('messages in batches', () => {
  test('are ten a batch, where they are small', () => {
    expect(batchesOf(Array(21).fill(1)).map(({ length }) => length)).toEqual([10, 10, 1]);
    expect(batchesOf([])).toEqual([]);
  });

  test('fill a batch to the last byte', () => {
    expect(batchesOf([LIMIT - 1, 1, 1])).toEqual([[LIMIT - 1, 1], [1]]);
    expect(batchesOf([LIMIT, 1])).toEqual([[LIMIT], [1]]);
    expect(batchesOf([1, LIMIT - 1, 2, LIMIT - 1])).toEqual([[1, LIMIT - 1], [2], [LIMIT - 1]]);
  });

  test('keep their order, and no batch is more than a call takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: LIMIT })), (sizes) => {
        const batches = batchesOf(sizes);
        expect(batches.flat()).toEqual(sizes);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(batch.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT);
        }
      }),
    );
  });
});
