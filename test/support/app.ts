import { App } from 'aws-cdk-lib';
import { inProject } from '../../local/project';

/** The CDK would write to a new temporary folder for each app, and leave it there. */
const outdir = inProject('cdk.out', `test-worker-${process.env['JEST_WORKER_ID']}`);

/**
 * An app with a context, and the project's output folder.
 *
 * @param checked whether synth has CloudFormation's rules checked, which takes seconds
 */
export const anApp = (context: Readonly<Record<string, unknown>> = {}, checked = false): App =>
  new App({ outdir, context, builtinCloudFormationValidation: checked });
