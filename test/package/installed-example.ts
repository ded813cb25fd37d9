import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runCdk } from '../../local/cdk/run-cdk';
import { inProject, PROJECT } from '../../local/project';

const run = promisify(execFile);

/** What a registry would bring besides the package. */
const OTHERS = ['@types/node', 'aws-cdk', 'aws-cdk-lib', 'constructs', 'tsx', 'typescript', 'zod'];

/** A copy of the example, as it is after `npm install`. */
export interface InstalledExample extends AsyncDisposable {
  /** Adds a file, or replaces it. */
  write(name: string, content: string): Promise<void>;

  /** @returns what the compiler found, a line each; nothing where all types are right */
  typecheck(options: readonly string[]): Promise<string>;

  /**
   * @returns the directory of the cloud assembly
   * @throws Error with what the CDK said
   */
  synthesize(app: string): Promise<string>;
}

/**
 * Installs the package as `npm pack` makes it, and nothing else of the project. A machine without network has to do, so
 * the tarball is unpacked where npm would unpack it, and what a registry would bring is linked from the project.
 */
export const installExample = async (): Promise<InstalledExample> => {
  const directory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-package-'));
  const inExample = (...path: readonly string[]): string => join(directory, ...path);
  const remove = (): Promise<void> => rm(directory, { recursive: true });
  try {
    await cp(inProject('examples', 'own-stack'), directory, { recursive: true });
    const { dependencies } = JSON.parse(await readFile(inExample('package.json'), 'utf8'));
    const tarball = inExample(basename(dependencies['telemetry-mapping']));
    await run('npm', ['pack', '--pack-destination', directory], { cwd: PROJECT });
    const installed = inExample('node_modules', 'telemetry-mapping');
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1']);
    for (const name of OTHERS) {
      await mkdir(dirname(inExample('node_modules', name)), { recursive: true });
      await symlink(inProject('node_modules', name), inExample('node_modules', name), 'junction');
    }
  } catch (error) {
    await remove();
    throw error;
  }

  return {
    write: (name, content) => writeFile(inExample(name), content),
    typecheck: (options) =>
      run(process.execPath, [inProject('node_modules', 'typescript', 'bin', 'tsc'), ...options], {
        cwd: directory,
      }).then(
        ({ stdout }) => stdout,
        ({ stdout }) => String(stdout),
      ),
    synthesize: async (app) => {
      const assembly = inExample('cdk.out', app);
      await runCdk({
        project: directory,
        args: ['synth', '--quiet', '--output', assembly, '--app', `node --import tsx ${app}`],
      });
      return assembly;
    },
    [Symbol.asyncDispose]: remove,
  };
};
