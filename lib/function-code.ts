import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

const projectRoot = join(import.meta.dirname, '..');

/** Made of the sources at synth, so that what was tested is what runs. */
const ofSources: NodejsFunctionProps = {
  entry: join(projectRoot, 'lambda', 'handler.ts'),
  projectRoot,
  depsLockFilePath: join(projectRoot, 'package-lock.json'),
  bundling: {
    // The SDK too, for the same reason.
    externalModules: [],
    format: OutputFormat.ESM,
    mainFields: ['module', 'main'],
    target: 'node24',
    minify: true,
    logLevel: LogLevel.WARNING,
  },
};

/** Only the package has it: what synth made of the sources, since an app that installs the package has no sources. */
const prebuilt = join(import.meta.dirname, 'function');

/** Where the function's code comes from, and what its handler is called there. */
export const functionCode = (): NodejsFunctionProps => ({
  handler: 'index.handler',
  ...(existsSync(prebuilt) ? { code: Code.fromAsset(prebuilt) } : ofSources),
});
