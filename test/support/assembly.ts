import { inProject } from '../../local/project';

/** The cloud assembly of stage `local`, synthesized before the tests. */
export const ASSEMBLY = inProject('cdk.out', 'test');
