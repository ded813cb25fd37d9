import type { RunStatus } from '../../local/run/run-status';
import type { RunSummary } from '../../local/run/run-summary';
import type { PublishedEvent } from '../../schemas/formats/event-readers';
import { noFaults } from './judge';

const deviceId = '3ceaaf30-8142-48ea-91d9-3080f9b439fc';
const submissionId = '7856881e-0461-4f9d-8693-3030b63798fa';

const anEvent = (type: string, sequence: number, details: PublishedEvent['details']): PublishedEvent => ({
  eventId: `cfb898db-6f58-8aaf-bcad-67fd6b00000${sequence}`,
  type,
  deviceId,
  submissionId,
  sequence,
  timeCreated: '2026-11-22T14:09:37.082446',
  details,
});

export const aProcessEvent = (sequence: number, cmdl = `command-${sequence}`): PublishedEvent =>
  anEvent('new_process', sequence, { cmdl, user: 'john' });

export const aConnectionEvent = (sequence: number): PublishedEvent =>
  anEvent('network_connection', sequence, {
    source_ip: '192.168.100.100',
    destination_ip: `142.250.174.${100 + sequence}`,
    destination_port: 47_248,
  });

const twenty = Array.from({ length: 20 }, (_, index) => index);

/** Of a run that is long under way, with a different number in every figure. */
export const aStatus = (differing: Partial<RunStatus> = {}): RunStatus => ({
  elapsedSeconds: 754,
  submissionsPerSecond: 51.5,
  eventsPerSecond: 1_404.2,
  latency: { p50: 667, p99: 12_301 },
  received: 123_456,
  published: 112_233,
  rejected: 11_111,
  failed: 112,
  retried: 3_344,
  events: 1_012_345,
  foreign: 7,
  queues: {
    submissions: { waiting: 12_021, inFlight: 415 },
    diagnostic: { waiting: 11_109, inFlight: 0 },
    deadLetter: { waiting: 13, inFlight: 0 },
  },
  lastEvents: [...twenty.map((sequence) => aProcessEvent(sequence)), ...twenty.map(aConnectionEvent)],
  lastRejections: Array.from({ length: 10 }, (_, index) => ({ deviceId, reason: `reason-${index} is not text` })),
  ...differing,
});

/** Every figure of {@link aStatus} as it is shown. */
export const figuresOfStatus: readonly string[] = [
  '12:34',
  '51.5',
  '1,404',
  '667 ms',
  '12,301 ms',
  '123,456',
  '112,233',
  '11,111',
  '112',
  '3,344',
  '1,012,345',
  '7',
  '12,021',
  '415',
  '11,109',
  '13',
];

export const aSummary = (differing: Partial<RunSummary> = {}): RunSummary => ({
  outcome: 'right',
  sent: 283,
  submissions: 283,
  published: 255,
  rejected: 28,
  left: { submissionQueue: 0, deadLetterQueue: 0, unknown: 0 },
  events: 2_046,
  duplicates: 5,
  faults: noFaults,
  unsent: 0,
  reasons: [
    {
      reason: 'events.network_connection[].destination_ip is not an IPv4 address, which it has to be',
      submissions: 14,
    },
    { reason: 'device_id is not a UUID', submissions: 9 },
    { reason: 'the body is not JSON', submissions: 5 },
  ],
  failedDeliveries: 3,
  latency: { p50: 667, p99: 1_401 },
  failure: undefined,
  log: 'cdk.out/local-run-4566/function.log',
  ...differing,
});
