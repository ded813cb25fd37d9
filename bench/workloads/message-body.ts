import type { Submission } from './submission';

/** How the body of a message holds a submission. */
export const encodings = ['base64', 'plain JSON'] as const;
export type Encoding = (typeof encodings)[number];

export const toBody = (submission: Submission, encoding: Encoding): string => {
  const json = JSON.stringify(submission);
  return encoding === 'base64' ? Buffer.from(json).toString('base64') : json;
};
