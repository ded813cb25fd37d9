import { LOCAL_REGION, localCredentials } from '../local-account';
import { type EmulatorPorts, type Emulators, startEmulators, stopEmulators } from './emulators/emulators';
import type { FunctionCode } from './function-runtime/execution-environment';
import { createClients, type LocalClients } from './stack/clients';
import { type CreatedStack, createResources } from './stack/create-resources';
import { readTemplate } from './stack/template';

/** A synthesized stack in emulated services: its queues and stream, and its function ready to be invoked. */
export interface EmulatedAws extends AsyncDisposable {
  readonly emulators: Emulators;
  readonly clients: LocalClients;
  readonly stack: CreatedStack;
  readonly code: FunctionCode;
}

/**
 * @param assembly the directory that `cdk synth` wrote
 * @throws EmulatorError that says what to do; nothing is left running then
 */
export const startEmulatedAws = async (assembly: string, ports: EmulatorPorts): Promise<EmulatedAws> => {
  const template = await readTemplate(assembly);
  const emulators = await startEmulators(ports);
  try {
    const { sqs, kinesis } = emulators;
    const clients = createClients({ sqs: sqs.endpoint, kinesis: kinesis.endpoint });
    const stack = await createResources(template, clients, sqs.endpoint);
    return {
      emulators,
      clients,
      stack,
      code: toFunctionCode(stack, emulators),
      [Symbol.asyncDispose]: async () => {
        clients.sqs.destroy();
        clients.kinesis.destroy();
        await stopEmulators(emulators);
      },
    };
  } catch (error) {
    await stopEmulators(emulators);
    throw error;
  }
};

const toFunctionCode = ({ template, environment }: CreatedStack, emulators: Emulators): FunctionCode => ({
  codeDirectory: template.function.codeDirectory,
  handler: template.function.Handler,
  timeoutMs: template.function.Timeout * 1_000,
  environment: {
    ...environment,
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_SQS: emulators.sqs.endpoint,
    AWS_ENDPOINT_URL_KINESIS: emulators.kinesis.endpoint,
    AWS_LAMBDA_FUNCTION_NAME: 'telemetry-mapping',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(template.function.MemorySize),
  },
});
