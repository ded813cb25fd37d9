import { Command } from '@commander-js/extra-typings';
import { installLinter, lintTemplates } from '../../local/cdk/lint-templates';
import { synthesizeVariants } from '../../local/cdk/synthesize-variants';
import { createStep } from '../../local/deploy/progress';
import { inProject } from '../../local/project';

export const lintTemplatesOfStages = new Command('npm run lint:templates')
  .description(
    'Synthesizes the templates of all stages, and of what other settings add to them, and lints them with cfn-lint.',
  )
  .action(async () => {
    const step = createStep(console.log);
    await step('Preparing cfn-lint', installLinter);
    const templates = await step('Synthesizing', () => synthesizeVariants(inProject('cdk.out', 'templates')));
    await step(`Linting ${templates.length} templates`, () => lintTemplates(templates));
  });
