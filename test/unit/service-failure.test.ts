import { describe, expect, test } from '@jest/globals';
import { classifyServiceFailure, isThrottlingCode } from '../../lambda/adapters/service-failure';

/** As the SDK throws it; without a status where no answer came. */
const anError = (name: string, status?: number, more: object = {}): Error =>
  Object.assign(new Error('as the service puts it'), {
    name,
    $metadata: status === undefined ? {} : { httpStatusCode: status },
    ...more,
  });

const [once, again] = [{ retryable: false }, { retryable: true }];

describe('a call that failed', () => {
  test.each([
    [399, false],
    [400, true],
    [403, true],
    [429, true],
    [499, true],
    [500, false],
    [503, false],
    [undefined, false],
  ])('had surely no effect only where the service refused it: status %s', (status, refused) => {
    expect(classifyServiceFailure(anError('AnyException', status)).refused).toBe(refused);
  });

  test('may have had an effect where it failed with what is no error', () => {
    expect(classifyServiceFailure('broken')).toMatchObject({ refused: false, retryable: true });
  });

  test.each([
    ['no access', 'AccessDeniedException', 400],
    ['a token that nobody knows', 'UnrecognizedClientException', 400],
    ['a token that is over', 'ExpiredTokenException', 400],
    ['a wrong signature', 'InvalidSignatureException', 403],
    ['no such stream', 'ResourceNotFoundException', 400],
    ['the last of the client faults', 'AnyException', 499],
  ])('is final where the fault is the client’s: %s', (_, name, status) => {
    expect(classifyServiceFailure(anError(name, status))).toMatchObject({ code: name, ...once, throttled: false });
  });

  test.each(['CredentialsProviderError', 'UnknownEndpoint'])('is final where it was never sent: %s', (name) => {
    expect(classifyServiceFailure(anError(name))).toMatchObject({ code: name, ...once });
  });

  test.each([
    ['the service', anError('InternalFailure', 500)],
    ['a service that has not got so far', anError('NotImplemented', 501)],
    ['a status that is no fault of anybody', anError('AnyException', 399)],
    ['a broken connection', anError('Error', undefined, { code: 'ECONNRESET' })],
    ['a service that found the request late', anError('RequestTimeout', 400)],
    ['a caller that waited long enough', anError('AbortError')],
  ])('may pass where the fault is not the client’s: %s', (_, error) => {
    expect(classifyServiceFailure(error)).toMatchObject({
      code: error.name,
      ...again,
      throttled: false,
      refusedContent: false,
    });
  });

  test.each([
    ['ProvisionedThroughputExceededException', 400],
    ['KMSThrottlingException', 400],
    ['LimitExceededException', 400],
    ['AnyException', 429],
  ])('may pass where there was too much of it, and says so: %s (%d)', (name, status) => {
    expect(classifyServiceFailure(anError(name, status))).toMatchObject({ code: name, ...again, throttled: true });
  });

  test.each([
    ['InvalidArgumentException', 400],
    ['ValidationException', 400],
    ['SerializationException', 400],
    ['RequestEntityTooLargeException', 400],
    ['BatchRequestTooLong', 400],
    ['AnyException', 413],
  ])('may be accepted in part where what it held was refused: %s (%d)', (name, status) => {
    expect(classifyServiceFailure(anError(name, status))).toMatchObject({ ...once, refusedContent: true });
  });

  test.each([
    ['AccessDeniedException', 400],
    ['ValidationException', 500],
  ])('is refused as a whole otherwise: %s (%d)', (name, status) => {
    expect(classifyServiceFailure(anError(name, status))).toMatchObject({ refusedContent: false });
  });

  test.each([
    [anError('AccessDeniedException', 400), true],
    [anError('AnyException', 499), true],
    [anError('ThrottlingException', 400), true],
    [anError('InternalFailure', 500), false],
    [anError('AnyException', 399), false],
    [anError('TimeoutError'), false],
    ['no error at all', false],
  ])('may have taken effect unless the service refused it: %s', (error, refused) => {
    expect(classifyServiceFailure(error)).toMatchObject({ refused });
  });

  test('may pass where it is not known what failed', () => {
    const unknown = { code: 'UnknownError', ...again, throttled: false, refusedContent: false };
    expect(classifyServiceFailure('no error at all')).toMatchObject(unknown);
    expect(classifyServiceFailure(new TypeError('without what the SDK adds'))).toMatchObject({
      ...unknown,
      code: 'TypeError',
    });
  });
});

test.each([
  ['ProvisionedThroughputExceededException', true],
  ['KMSThrottlingException', true],
  ['ThrottlingException', true],
  ['InternalFailure', false],
  ['KMSDisabledException', false],
])('the code of a record says whether it was throttled: %s', (code, throttled) => {
  expect(isThrottlingCode(code)).toBe(throttled);
});
