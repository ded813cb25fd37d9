import { probe } from '../ministack/probe';
import type { EmulatorAddress } from './emulator-address';

/** An emulator that runs already, or the port for one that is to be started. */
export type FoundEmulator = { readonly endpoint: string } | { readonly startOn: number };

/**
 * Looks for an emulator: at AWS_ENDPOINT_URL where that is set, on the port otherwise.
 *
 * @throws Error that says what to do
 */
export const findEmulator = async ({ port, endpointUrl }: EmulatorAddress): Promise<FoundEmulator> => {
  if (endpointUrl !== undefined && endpointUrl !== '') {
    if (!URL.canParse(endpointUrl)) {
      throw new Error(
        `AWS_ENDPOINT_URL is ${endpointUrl}, which is no URL. Set it to one such as http://127.0.0.1:4566, or unset it to have an emulator started.`,
      );
    }
    if ((await probe(endpointUrl)) === 'nothing') {
      throw new Error(
        `Nothing answers at ${endpointUrl}, where AWS_ENDPOINT_URL points. Start the emulator there, or unset AWS_ENDPOINT_URL to have one started.`,
      );
    }
    return { endpoint: endpointUrl };
  }
  const endpoint = `http://127.0.0.1:${port}`;
  const answering = await probe(endpoint);
  if (answering === 'other') {
    throw new Error(
      `Port ${port} is taken by a program that takes no deployment, such as npm start. Stop it, or choose another port with --port PORT.`,
    );
  }
  return answering === 'emulator' ? { endpoint } : { startOn: port };
};
