import { synthesize } from '../../local/cdk/synthesize';
import { ASSEMBLY } from './assembly';

/** Before all tests: integration tests run the bundle that `cdk synth` produces. */
export default async (): Promise<void> => {
  await synthesize(ASSEMBLY);
};
