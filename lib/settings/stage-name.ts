import { z } from 'zod';

/** It is part of the names of alarms, dashboard and rules, and CloudWatch takes only these characters in all of them. */
export const stageName = z.string().regex(/^[a-z][a-z0-9-]*$/, {
  error: 'must be a lower-case letter, and then lower-case letters, digits and hyphens',
});
