import { join } from 'node:path';

/** The project's directory. */
export const PROJECT = join(import.meta.dirname, '..', '..');

/** All that `npm run deploy:local` leaves behind. */
export const DEPLOY_FOLDER = join(PROJECT, '.ministack');

export const VIRTUAL_ENVIRONMENT = join(DEPLOY_FOLDER, 'venv');
export const MINISTACK_DIRECTORY = join(DEPLOY_FOLDER, 'tmp');
export const ASSEMBLY_DIRECTORY = join(DEPLOY_FOLDER, 'cdk.out');
