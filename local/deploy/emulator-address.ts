/** Where an emulator is, or is to be. */
export interface EmulatorAddress {
  /** On the loopback address, where there is no URL. */
  readonly port: number;
  /** AWS_ENDPOINT_URL, where that is set. */
  readonly endpointUrl: string | undefined;
}
