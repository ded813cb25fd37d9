import { randomUUID } from 'node:crypto';

/** A valid submission, with what a test changes in it. */
export const aSubmission = (changes: Readonly<Record<string, unknown>> = {}) => ({
  submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
  device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
  time_created: '2026-11-22T14:09:37.082446',
  events: {
    new_process: [
      { cmdl: 'whoami', user: 'john' },
      { cmdl: 'notepad.exe', user: 'admin' },
    ],
    network_connection: [{ source_ip: '192.168.0.2', destination_ip: '142.250.74.110', destination_port: 443 }],
  },
  ...changes,
});

/** A submission of its own with as many process starts. */
export const aSubmissionOf = (events: number) =>
  aSubmission({
    submission_id: randomUUID(),
    events: { new_process: Array.from({ length: events }, (_, index) => ({ cmdl: `command ${index}`, user: 'john' })) },
  });

export const toBody = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
