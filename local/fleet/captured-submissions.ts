import { readCapturedBodies } from './captured-bodies';

/** A submission as the captured sensors send it. */
export interface Captured {
  readonly submission_id: string;
  readonly device_id: string;
  readonly events: {
    readonly new_process: readonly { readonly cmdl: string | null; readonly user: string }[];
    readonly network_connection: readonly {
      readonly source_ip: string;
      readonly destination_ip: string;
      readonly destination_port: number;
    }[];
  };
}

/** How the captured sensors break what they send, judged without the project's own schema. */
export const isBroken = (submission: Captured): boolean =>
  submission.submission_id === 'not-an-uuid' ||
  submission.device_id === 'not-an-uuid' ||
  submission.events.new_process.some(({ cmdl }) => cmdl === null) ||
  submission.events.network_connection.some((connection) => Object.values(connection).includes('not-an-ip'));

/** What the captured fleet sent: 1,801 valid submissions with 14,395 events, and 199 broken ones. */
export const readCapturedSubmissions = async (): Promise<readonly { body: string; submission: Captured }[]> =>
  (await readCapturedBodies()).map((body) => ({ body, submission: JSON.parse(atob(body)) }));
