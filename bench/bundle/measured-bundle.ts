import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { bundlingArguments } from '../../lib/function-code';
import { programArguments } from './program-arguments';
import { runEsbuild } from './run-esbuild';

/** How large a bundle is, in bytes. */
export interface MeasuredBundle {
  /** What a start reads: `index.mjs`, and the chunks that it imports before it runs. */
  readonly readAtStart: number;
  readonly inAll: number;
  /** What of a start's bytes comes from whom: a package, all of a scope such as `@aws-sdk`, or `own code`; most first. */
  readonly byDependency: ReadonlyMap<string, number>;
}

/** The part of esbuild's metafile that counts: https://esbuild.github.io/api/#metafile */
const Metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.int(),
      imports: z.array(z.object({ path: z.string(), kind: z.string() })),
      inputs: z.record(z.string(), z.object({ bytesInOutput: z.int() })),
    }),
  ),
});
type Outputs = z.infer<typeof Metafile>['outputs'];

export const measureBundle = (entry: string): Promise<MeasuredBundle> =>
  measure((directory) => programArguments(entry, join(directory, 'index.mjs')));

/** That of the function, bundled once more as the stack does, which does not tell what its bundle is made of. */
export const measureFunctionBundle = (): Promise<MeasuredBundle> =>
  measure((directory) => [...bundlingArguments, `--outdir=${directory}`]);

const measure = async (argumentsFor: (directory: string) => readonly string[]): Promise<MeasuredBundle> => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'telemetry-mapping-bundle-'));
  const metafile = join(directory.path, 'meta.json');
  await runEsbuild([...argumentsFor(directory.path), `--metafile=${metafile}`]);
  return measureOutputs(Metafile.parse(JSON.parse(await readFile(metafile, 'utf8'))).outputs);
};

const measureOutputs = (outputs: Outputs): MeasuredBundle => {
  const files = new Set(Object.keys(outputs).filter((file) => file.endsWith('index.mjs')));
  // A set hands out what is added meanwhile, too.
  for (const file of files) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) files.add(path);
    }
  }
  const read = Object.entries(outputs).flatMap(([file, output]) => (files.has(file) ? [output] : []));
  return { readAtStart: bytesOf(read), inAll: bytesOf(Object.values(outputs)), byDependency: bytesByDependency(read) };
};

const bytesOf = (outputs: readonly Outputs[string][]): number => outputs.reduce((sum, { bytes }) => sum + bytes, 0);

const bytesByDependency = (outputs: readonly Outputs[string][]): ReadonlyMap<string, number> => {
  const bytes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
    const dependency = dependencyOf(path);
    bytes.set(dependency, (bytes.get(dependency) ?? 0) + bytesInOutput);
  }
  return new Map([...bytes].toSorted(([, one], [, other]) => other - one));
};

/** Of packages within packages, the innermost. */
const dependencyOf = (path: string): string => /.*node_modules\/([^/]+)/.exec(path)?.[1] ?? 'own code';
