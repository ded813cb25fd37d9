import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Before npm packs a git dependency it runs `prepare`, but not `prepack`. It runs `prepare` also after `npm ci` in a
 * clone, where nothing is to be built and this variable is not set, and after `prepack`, which has built already.
 */
const isPacking = process.env['npm_package_resolved'] !== undefined;
if (isPacking && !existsSync('dist')) execSync('npm run prepack', { stdio: 'inherit' });
