import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program';

/** What MiniStack and cfn-lint ask for. */
const OLDEST_PYTHON = 10;
const CHECK = `import sys; sys.version_info < (3, ${OLDEST_PYTHON}) and sys.exit(1); import venv, ensurepip`;

/**
 * Makes a Python virtual environment with these packages, unless it is there already.
 *
 * @param directory the environment's own
 * @param packages with versions, such as `ministack==1.5.33`
 * @param signal ends it half made; the next call makes it anew
 * @throws Error that says what to do
 */
export const createVirtualEnvironment = async (
  directory: string,
  packages: readonly string[],
  signal?: AbortSignal,
): Promise<void> => {
  const wanted = packages.join('\n');
  // Written last: an environment that was left half made has none.
  const made = join(directory, 'packages.txt');
  if ((await readFile(made, 'utf8').catch(() => '')) === wanted) return;

  await checkPython(packages, signal);
  const venv = await runProgram('python3', ['-m', 'venv', '--clear', directory], { signal });
  if (venv.status !== 0) {
    throw new Error(`Python could not make a virtual environment in ${directory}: ${lastLine(venv.stderr)}`);
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  const pip = await runProgram(join(directory, 'bin', 'python3'), install, { signal });
  if (pip.status !== 0) {
    throw new Error(
      `pip could not install ${packages.join(', ')}: ${lastLine(pip.stderr)} Check the network, and pip's settings, and try again.`,
    );
  }
  await writeFile(made, wanted);
};

const checkPython = async (packages: readonly string[], signal: AbortSignal | undefined): Promise<void> => {
  const { status, stderr } = await runProgram('python3', ['-c', CHECK], { signal }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Error(
      `There is no python3 on the PATH, which ${packages.join(', ')} asks for. Install Python 3.${OLDEST_PYTHON} or newer.`,
    );
  });
  if (status === 0) return;
  if (stderr.includes('ModuleNotFoundError')) {
    throw new Error(
      'This Python cannot make virtual environments, since its modules venv and ensurepip are missing. Install them: on Debian and Ubuntu they are in the package python3-venv.',
    );
  }
  throw new Error(
    `python3 on the PATH is older than 3.${OLDEST_PYTHON}, which ${packages.join(', ')} asks for, or does not work. Install a newer Python 3, and put it first on the PATH. ${stderr}`.trim(),
  );
};

const lastLine = (said: string): string => said.trim().split('\n').at(-1) ?? '';
