import { z } from 'zod';
import { type DecodedBody, decodeBody, UndecodableBodyError } from './decode-body';
import { issueInWords } from './issue-in-words';
import type { Reason, Rejection } from './rejection';
import { Submission } from './submission';

export interface ValidSubmission {
  readonly submission: Submission;
  /** The bytes of the submission's JSON text, which identify its content. */
  readonly json: Uint8Array;
}

export type DecodedSubmission =
  | { readonly valid: true; readonly decoded: ValidSubmission }
  | { readonly valid: false; readonly rejection: Rejection };

/** More reasons than a person reads would only cost space in the diagnostic queue. */
const REASONS_LISTED = 20;

const DeviceOnly = z.object({ device_id: Submission.shape.device_id });

/** Decodes and validates the body of a message. Never throws for what a sensor can send. */
export const decodeSubmission = (body: string): DecodedSubmission => {
  let decoded: DecodedBody;
  try {
    decoded = decodeBody(body);
  } catch (error) {
    if (!(error instanceof UndecodableBodyError)) throw error;
    return { valid: false, rejection: { reasons: [{ path: '', message: error.message }] } };
  }

  const parsed = Submission.safeParse(decoded.value, { error: issueInWords });
  if (parsed.success) {
    return { valid: true, decoded: { submission: parsed.data, json: decoded.json } };
  }
  const device = DeviceOnly.safeParse(decoded.value);
  return {
    valid: false,
    rejection: {
      reasons: issuesToReasons(parsed.error.issues),
      ...(device.success && { deviceId: device.data.device_id }),
    },
  };
};

const issuesToReasons = (issues: readonly z.core.$ZodIssue[]): readonly Reason[] => {
  const reasons = issues
    .slice(0, REASONS_LISTED)
    .map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message }));
  const unlisted = issues.length - reasons.length;
  return unlisted > 0 ? [...reasons, { path: '', message: `and ${unlisted} more` }] : reasons;
};
