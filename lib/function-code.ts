import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';

const projectRoot = join(import.meta.dirname, '..');

/** How esbuild makes one module of a program for the function's runtime, with all that it imports. */
export const moduleArguments: readonly string[] = [
  '--bundle',
  '--format=esm',
  '--platform=node',
  '--target=node24',
  '--main-fields=module,main',
  '--minify',
  '--log-level=warning',
];

/**
 * What esbuild makes of the sources, the SDK included, so that what was tested is what runs: `index.mjs`, and chunks
 * beside it. The SDK imports most sources of credentials only when it needs them, which a function never does: as chunks,
 * a start does not read them. In a single file, which is all that the CDK's NodejsFunction makes, each start would, and
 * so much would be wrapped to be evaluated later that importing the bundle would take a third more time.
 */
export const bundlingArguments: readonly string[] = [
  'index=lambda/handler.ts',
  ...moduleArguments,
  '--splitting',
  '--out-extension:.js=.mjs',
  // What the SDK tells browsers apart by would be a chunk that nothing imports.
  '--external:bowser',
];

const bundle = (directory: string): void => {
  const esbuild = join(projectRoot, 'node_modules', '.bin', 'esbuild');
  execFileSync(esbuild, [...bundlingArguments, `--outdir=${directory}`], { cwd: projectRoot });
};

/** Made of the sources at synth. */
const ofSources = (): Code =>
  Code.fromAsset(projectRoot, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for, and never used: bundling runs here or fails.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (directory) => {
          bundle(directory);
          return true;
        },
      },
    },
  });

/** Only the package has it: what synth made of the sources, since an app that installs the package has no sources. */
const prebuilt = join(import.meta.dirname, 'function');

/** Where the function's code comes from, and what its handler is called there. */
export const functionCode = () => ({
  handler: 'index.handler',
  code: existsSync(prebuilt) ? Code.fromAsset(prebuilt) : ofSources(),
});
