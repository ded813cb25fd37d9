import { type BuildResult, build } from 'esbuild';

/**
 * Bundles a program as the stack bundles the function (lib/function-code.ts), so that what is compared differs by its
 * sources only. Run as it is, by tsx, each closure would cost a call more.
 *
 * @param outfile ends with .mjs
 */
export const bundleProgram = (entry: string, outfile: string): Promise<BuildResult<{ metafile: true }>> =>
  build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    target: 'node24',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
