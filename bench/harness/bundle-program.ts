import { type BuildOptions, build, type Metafile } from 'esbuild';

/**
 * As the CDK's NodejsFunction bundles a function: like the stack's own (lib/function-code.ts), but in one file. Run as it
 * is, by tsx, each closure would cost a call more.
 */
const asFunctionsAre = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  target: 'node24',
  minify: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** @param outfile ends with .mjs */
export const bundleProgram = async (entry: string, outfile: string): Promise<void> => {
  await build({ ...asFunctionsAre, entryPoints: [entry], outfile });
};

/** What a bundle would be made of: https://esbuild.github.io/api/#metafile */
export const describeBundle = async (entry: string): Promise<Metafile> => {
  const described = { entryPoints: [entry], outfile: 'index.mjs', write: false, metafile: true } satisfies BuildOptions;
  return (await build({ ...asFunctionsAre, ...described })).metafile;
};
