import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** To everything below the construct that can have tags. */
export const addTags = (construct: Construct, tags: Readonly<Record<string, string>> = {}): void => {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
};
