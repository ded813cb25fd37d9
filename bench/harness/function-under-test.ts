import { join } from 'node:path';
import { readTemplate } from '../../local/emulated-aws/stack/template';
import { LOCAL_ACCOUNT, LOCAL_REGION, localCredentials } from '../../local/local-account';

/** The bundle that `cdk synth` made, and how the stack sets it up. */
export interface FunctionUnderTest {
  /** Exports `handler`. */
  readonly file: string;
  readonly memoryMegabytes: number;
  /**
   * The function's environment, with its services at one address.
   *
   * @param endpoint such as `http://127.0.0.1:4566`
   * @param changes other values than the stack's
   */
  environment(endpoint: string, changes?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

/**
 * How Lambda's runtime starts Node with so much memory: a twentieth of it for the young generation, which is three
 * semi-spaces, and nine tenths for the old one. AWS does not document it; read in the runtime's bootstrap:
 * https://dev.to/wonderfulsoap/deep-dive-into-aws-lambda-3-official-nodejs-runtime-analysis-43je
 */
export const nodeOptionsAt = (memoryMegabytes: number): readonly string[] => [
  `--max-semi-space-size=${Math.floor(memoryMegabytes / 20 / 3)}`,
  `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`,
];

/** @param assembly the directory that `cdk synth` wrote */
export const readFunctionUnderTest = async (assembly: string): Promise<FunctionUnderTest> => {
  const { codeDirectory, Environment, MemorySize } = (await readTemplate(assembly)).function;
  const literals = Object.entries(Environment.Variables).filter((entry): entry is [string, string] => {
    const [, value] = entry;
    return typeof value === 'string';
  });
  return {
    file: join(codeDirectory, 'index.mjs'),
    memoryMegabytes: MemorySize,
    environment: (endpoint, changes = {}) => ({
      ...Object.fromEntries(literals),
      STREAM_NAME: 'events',
      SUBMISSION_QUEUE_URL: `${endpoint}/${LOCAL_ACCOUNT}/submissions`,
      DIAGNOSTIC_QUEUE_URL: `${endpoint}/${LOCAL_ACCOUNT}/diagnostic`,
      CONTINUATION_SENDER: 'nobody',
      AWS_REGION: LOCAL_REGION,
      AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      AWS_LAMBDA_FUNCTION_NAME: 'telemetry-mapping',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      ...changes,
    }),
  };
};
