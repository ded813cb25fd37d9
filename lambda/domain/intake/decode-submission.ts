import * as z from 'zod/mini';
import { type DecodedBody, decodeBody, UndecodableBodyError } from './decode-body';
import { issueInWords } from './issue-in-words';
import { issuesToReasons } from './issues-to-reasons';
import type { Rejection } from './rejection';
import { findRepeatedKey } from './repeated-key';
import { Submission } from './submission';

export interface ValidSubmission {
  readonly submission: Submission;
  /** The bytes of the submission's JSON text, which identify its content. */
  readonly json: Uint8Array;
  /** Whether its JSON text is ASCII without escapes: then each of its texts stands in JSON as it is, in as many bytes. */
  readonly isPlain: boolean;
}

export type DecodedSubmission =
  | { readonly valid: true; readonly decoded: ValidSubmission }
  | { readonly valid: false; readonly rejection: Rejection };

const DeviceOnly = z.object({ device_id: Submission.shape.device_id });

/**
 * Decodes and validates the body of a message. Never throws for what a sensor can send, and takes time in proportion to
 * the size of the body, whatever is in it.
 */
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
    const repeated = findRepeatedKey(decoded.text, parsed.data);
    if (repeated === undefined) {
      const { json, text } = decoded;
      const isPlain = text.length === json.byteLength && !text.includes('\\');
      return { valid: true, decoded: { submission: parsed.data, json, isPlain } };
    }
    const reasons = [{ path: repeated, message: 'is repeated, so events would be lost' }];
    return { valid: false, rejection: { reasons, deviceId: parsed.data.device_id } };
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
