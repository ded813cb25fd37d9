import { type BuildOptions, build, type Metafile } from 'esbuild';

/**
 * As the stack bundles the function (lib/function-code.ts), so that what is compared differs by its sources only. Run as
 * it is, by tsx, each closure would cost a call more.
 */
const asTheFunction = {
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
  await build({ ...asTheFunction, entryPoints: [entry], outfile });
};

/** What a bundle would be made of: https://esbuild.github.io/api/#metafile */
export const describeBundle = async (entry: string): Promise<Metafile> => {
  const described = { entryPoints: [entry], outfile: 'index.mjs', write: false, metafile: true } satisfies BuildOptions;
  return (await build({ ...asTheFunction, ...described })).metafile;
};
