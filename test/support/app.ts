import { App } from 'aws-cdk-lib';
import { inProject } from '../../local/project';

/** The CDK would write to a new temporary folder for each app, and leave it there. */
const outdir = inProject('cdk.out', `test-worker-${process.env['JEST_WORKER_ID']}`);

/** An app with a context, and the project's output folder. */
export const anApp = (context: Readonly<Record<string, unknown>> = {}): App => new App({ outdir, context });
