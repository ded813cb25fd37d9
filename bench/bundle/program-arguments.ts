import { moduleArguments } from '../../lib/function-code';

/**
 * Has esbuild bundle a program of the bench as the stack bundles the function, but into one file, as the CDK's
 * NodejsFunction would. Run as it is, by tsx, each closure would cost a call more.
 *
 * @param outfile ends with .mjs
 */
export const programArguments = (entry: string, outfile: string): readonly string[] => [
  entry,
  ...moduleArguments,
  `--outfile=${outfile}`,
];
