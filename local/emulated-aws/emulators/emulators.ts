import { LOCAL_REGION } from '../../local-account';
import { inProject } from '../../project';
import { Emulator, type EmulatorProgram } from './emulator';

/** 0 for any free port. */
export interface EmulatorPorts {
  readonly sqs: number;
  readonly kinesis: number;
}

const sqsProgram = (port: number): EmulatorProgram => ({
  service: 'SQS',
  script: inProject('node_modules', 'fauxqs', 'dist', 'cli.js'),
  args: [],
  environment: { FAUXQS_DEFAULT_REGION: LOCAL_REGION },
  port,
  portOption: '--sqs-port',
});

const kinesisProgram = (port: number): EmulatorProgram => ({
  service: 'Kinesis',
  script: inProject('node_modules', 'kinesalite', 'cli.js'),
  args: ['--createStreamMs', '0', '--shardLimit', '20000'],
  environment: { AWS_DEFAULT_REGION: LOCAL_REGION },
  port,
  portOption: '--kinesis-port',
});

/** The emulated services of a local run. */
export interface Emulators {
  readonly sqs: Emulator;
  readonly kinesis: Emulator;
}

/** @throws EmulatorError that says what to do; none is left running then */
export const startEmulators = async (ports: EmulatorPorts): Promise<Emulators> => {
  const sqs = await Emulator.start(sqsProgram(ports.sqs));
  try {
    return { sqs, kinesis: await Emulator.start(kinesisProgram(ports.kinesis)) };
  } catch (error) {
    await sqs.stop();
    throw error;
  }
};

export const stopEmulators = async ({ sqs, kinesis }: Emulators): Promise<void> => {
  await Promise.all([sqs.stop(), kinesis.stop()]);
};
