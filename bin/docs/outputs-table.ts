import { parameterName, parameterPath, stackOutputs } from '../../lib/stack-outputs';

/** The table of docs/deploy.md: what a stack tells, by output and by parameter. */
export const outputsTable = (): string =>
  [
    `| output | parameter, below \`${parameterPath('STAGE')}/\` | what |`,
    '| --- | --- | --- |',
    ...stackOutputs.map((output) => `| \`${output.id}\` | \`${parameterName(output)}\` | ${output.description} |`),
  ].join('\n');
