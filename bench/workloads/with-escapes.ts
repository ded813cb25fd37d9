import type { Submission } from './submission';

/**
 * The same, as Windows devices would write it, which the captured ones were not: paths have backslashes, which JSON
 * escapes, and names have letters that take more than a byte.
 */
export const withEscapes = (submission: Submission): Submission => ({
  ...submission,
  events: {
    ...submission.events,
    new_process: submission.events.new_process.map(({ cmdl, user }) => ({
      cmdl: `"C:\\Program Files\\Zubehör\\${cmdl}"`,
      user: `FIRMA\\${user}`,
    })),
  },
});
