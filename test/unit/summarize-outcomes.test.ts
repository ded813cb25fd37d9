import { expect, test } from '@jest/globals';
import { summarizeOutcomes } from '../../lambda/domain/batch/summarize-outcomes';
import { aContinued, aFailed, aPublished, aRejected } from '../support/outcomes';

test('each outcome is counted once, and events and latencies only of what was published', () => {
  const unkept = aFailed({ failed: 'keep in the diagnostic queue' });
  const outcomes = [
    aPublished({ latencyMs: 5, events: { new_process: 2, network_connection: 1 } }),
    aPublished({ latencyMs: 7, events: { new_process: 1, network_connection: 0 } }),
    aRejected(),
    aContinued(),
    aFailed({ failed: 'publish' }),
    unkept,
    unkept,
  ];
  expect(summarizeOutcomes(outcomes)).toEqual({
    received: 7,
    published: 2,
    rejected: 1,
    continued: 1,
    failed: 3,
    undiagnosed: 2,
    events: { new_process: 3, network_connection: 1 },
    latenciesMs: [5, 7],
  });
});

test('where nothing was published, every type of events is counted all the same', () => {
  expect(summarizeOutcomes([aRejected()])).toMatchObject({
    undiagnosed: 0,
    events: { new_process: 0, network_connection: 0 },
    latenciesMs: [],
  });
});
