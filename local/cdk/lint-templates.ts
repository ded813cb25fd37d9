import { join } from 'node:path';
import { runProgram } from '../programs/run-program';
import { createVirtualEnvironment } from '../programs/virtual-environment';
import { inProject, PROJECT } from '../project';

const CFN_LINT = 'cfn-lint==1.58.0';
const VIRTUAL_ENVIRONMENT = inProject('cdk.out', 'cfn-lint-venv');

/** Installs cfn-lint into a virtual environment of its own, which is kept for the next run. */
export const installLinter = (): Promise<void> => createVirtualEnvironment(VIRTUAL_ENVIRONMENT, [CFN_LINT]);

/**
 * Runs cfn-lint as .cfnlintrc.yaml says. Whatever it finds counts, since it exits with 0 only where that is nothing
 * (https://github.com/aws-cloudformation/cfn-lint#exit-codes).
 *
 * @param templates their files
 * @throws Error with what it found
 */
export const lintTemplates = async (templates: readonly string[]): Promise<void> => {
  const linter = join(VIRTUAL_ENVIRONMENT, 'bin', 'cfn-lint');
  const { status, stdout, stderr } = await runProgram(linter, ['--template', ...templates], { cwd: PROJECT });
  if (status === 0) return;
  throw new Error(
    `cfn-lint has something to say of the templates:\n${stdout}${stderr}\nMend the construct in lib/, or ignore the rule in .cfnlintrc.yaml with the reason.`,
  );
};
