import { stat } from 'node:fs/promises';
import type { Metafile } from 'esbuild';
import { inProject } from '../../local/project';
import { describeBundle } from '../harness/bundle-program';

/** How large a bundle is. */
export interface MeasuredBundle {
  readonly bytes: number;
  /** What comes from whom: a package, all packages of a scope such as `@aws-sdk`, or `own code`; most first. */
  readonly byDependency: ReadonlyMap<string, number>;
}

export const measureBundle = async (entry: string): Promise<MeasuredBundle> => {
  const { outputs } = await describeBundle(entry);
  const [output] = Object.values(outputs);
  if (!output) throw new Error(`${entry} was bundled into nothing.`);
  return { bytes: output.bytes, byDependency: bytesByDependency(output.inputs) };
};

/**
 * That of the function, bundled once more, since the stack's does not tell what it is made of.
 *
 * @param deployed the file that the stack made
 * @throws Error where that is another one
 */
export const measureFunctionBundle = async (deployed: string): Promise<MeasuredBundle> => {
  const measured = await measureBundle(inProject('lambda', 'handler.ts'));
  const { size } = await stat(deployed);
  if (measured.bytes === size) return measured;
  throw new Error(
    `The stack's bundle of the function has ${size} bytes, that of bench/harness/bundle-program.ts ${measured.bytes}. Give it the options of lib/function-code.ts.`,
  );
};

const bytesByDependency = (inputs: Metafile['outputs'][string]['inputs']): ReadonlyMap<string, number> => {
  const bytes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const dependency = dependencyOf(path);
    bytes.set(dependency, (bytes.get(dependency) ?? 0) + bytesInOutput);
  }
  return new Map([...bytes].toSorted(([, one], [, other]) => other - one));
};

/** Of packages within packages, the innermost. */
const dependencyOf = (path: string): string => /.*node_modules\/([^/]+)/.exec(path)?.[1] ?? 'own code';
