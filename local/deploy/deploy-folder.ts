import { join } from 'node:path';
import { inProject } from '../project';

/** All that `npm run deploy:local` leaves behind. */
export const DEPLOY_FOLDER = inProject('.ministack');

export const VIRTUAL_ENVIRONMENT = join(DEPLOY_FOLDER, 'venv');
export const MINISTACK_DIRECTORY = join(DEPLOY_FOLDER, 'tmp');
export const ASSEMBLY_DIRECTORY = join(DEPLOY_FOLDER, 'cdk.out');
