import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';

/** A call to an AWS service that failed. */
export interface ServiceFailure {
  /** The service's error code, or the name of the client's error. */
  readonly code: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** Whether the service takes less at the moment than it is given. */
  readonly throttled: boolean;
  /** Whether the service refused the call: whatever else happens to one, it may have taken effect. */
  readonly refused: boolean;
  /** Whether the service refused what the call held, so that a part of it may be accepted. */
  readonly refusedContent: boolean;
}

/** What the client throws before it sends anything, and no retry mends. */
const misconfigured = new Set(['CredentialsProviderError', 'UnknownEndpoint']);
const contentErrors = new Set([
  'InvalidArgumentException',
  'ValidationException',
  'SerializationException',
  'RequestEntityTooLargeException',
  'BatchRequestTooLong',
]);

/**
 * Client faults (HTTP 4xx) are final: bad content, no access, no key, no such stream. Throttling is not, though it
 * comes as HTTP 400. Whatever else happened (HTTP 5xx, a broken or late response, no connection) says nothing about
 * whether the call took effect, and may pass.
 */
export const classifyServiceFailure = (error: unknown): ServiceFailure => {
  if (!isSdkError(error)) {
    return { code: 'UnknownError', retryable: true, throttled: false, refused: false, refusedContent: false };
  }
  const status = error.$metadata?.httpStatusCode ?? 0;
  const throttled = isThrottlingError(error) || isThrottlingCode(error.name);
  const final =
    !throttled && !isTransientError(error) && ((status >= 400 && status < 500) || misconfigured.has(error.name));
  return {
    code: error.name,
    retryable: !final,
    throttled,
    refused: status >= 400 && status < 500,
    refusedContent: final && (status === 413 || contentErrors.has(error.name)),
  };
};

/** All that the SDK adds to an error is optional. */
const isSdkError = (error: unknown): error is SdkError => error instanceof Error;

/** Such as KMSThrottlingException, which the SDK's own list lacks. */
export const isThrottlingCode = (code: string): boolean => /Throttl|ThroughputExceeded/.test(code);
