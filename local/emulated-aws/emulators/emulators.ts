import { LOCAL_REGION } from '../../local-account';
import { inProject } from '../../project';
import { checkPort, Emulator, type EmulatorProgram } from './emulator';

/** 0 for any free port. */
export interface EmulatorPorts {
  readonly sqs: number;
  readonly kinesis: number;
}

const sqsProgram = (port: number): EmulatorProgram => ({
  service: 'SQS',
  script: inProject('node_modules', 'fauxqs', 'dist', 'cli.js'),
  args: [],
  preloads: [],
  environment: { FAUXQS_DEFAULT_REGION: LOCAL_REGION },
  port,
  portOption: '--sqs-port',
});

const kinesisProgram = (port: number, recordsKept: number): EmulatorProgram => ({
  service: 'Kinesis',
  script: inProject('node_modules', 'kinesalite', 'cli.js'),
  args: ['--createStreamMs', '0', '--shardLimit', '20000'],
  preloads: ['trim-stream.ts'],
  environment: { AWS_DEFAULT_REGION: LOCAL_REGION, RECORDS_KEPT: String(recordsKept) },
  port,
  portOption: '--kinesis-port',
});

/**
 * Finds out early whether emulators can be started.
 *
 * @throws EmulatorError that says what to do
 */
export const checkPorts = async (ports: EmulatorPorts): Promise<void> => {
  for (const program of [sqsProgram(ports.sqs), kinesisProgram(ports.kinesis, RECORDS_KEPT)]) {
    await checkPort(program);
  }
};

/** The emulated services of a local run. */
export interface Emulators {
  readonly sqs: Emulator;
  readonly kinesis: Emulator;
}

/** Of a shard. With the four of the stage local, the emulator stays at 620 MB, measured up to 600,000 records of 300 bytes. */
const RECORDS_KEPT = 50_000;

/**
 * @param recordsKept of each shard, the newest; older ones are forgotten
 * @throws EmulatorError that says what to do; none is left running then
 */
export const startEmulators = async (ports: EmulatorPorts, recordsKept = RECORDS_KEPT): Promise<Emulators> => {
  const sqs = await Emulator.start(sqsProgram(ports.sqs));
  try {
    return { sqs, kinesis: await Emulator.start(kinesisProgram(ports.kinesis, recordsKept)) };
  } catch (error) {
    await sqs.stop();
    throw error;
  }
};

export const stopEmulators = async ({ sqs, kinesis }: Emulators): Promise<void> => {
  await Promise.all([sqs.stop(), kinesis.stop()]);
};
