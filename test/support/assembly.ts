import { join } from 'node:path';

/** The cloud assembly of stage `local`, synthesized before the tests. */
export const ASSEMBLY = join(import.meta.dirname, '..', '..', 'cdk.out', 'test');
