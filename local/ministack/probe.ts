import { once } from 'node:events';
import { createConnection } from 'node:net';

/** What answers at an address. */
export type Answering = 'emulator' | 'other' | 'nothing';

const PATIENCE_MS = 5_000;

/** MiniStack and LocalStack both have it. */
const HEALTH = '/_localstack/health';

/** Looks who answers there, without asking for anything of AWS. */
export const probe = async (endpoint: string): Promise<Answering> => {
  try {
    const { ok } = await fetch(new URL(HEALTH, endpoint), { signal: AbortSignal.timeout(PATIENCE_MS) });
    return ok ? 'emulator' : 'other';
  } catch {
    return (await listens(endpoint)) ? 'other' : 'nothing';
  }
};

/** Whether anything takes connections there, silent as it may be. */
const listens = async (endpoint: string): Promise<boolean> => {
  const { hostname, port, protocol } = new URL(endpoint);
  const socket = createConnection(Number(port) || (protocol === 'https:' ? 443 : 80), hostname);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};
