import { describe, expect, test } from '@jest/globals';
import { messageSize, whatFits } from '../../lambda/adapters/outgoing-message';

describe('what a message counts against the limits of SQS', () => {
  test('is in bytes of UTF-8, not in characters', () => {
    expect(messageSize({ body: 'é\u{1f980}', attributes: {} })).toBe(6);
  });

  test('is the body, and the name, type and value of each attribute', () => {
    const attributes = {
      größe: { DataType: 'String', StringValue: 'ñ' },
      blob: { DataType: 'Binary', BinaryValue: Buffer.alloc(5) },
    };
    expect(messageSize({ body: 'body', attributes })).toBe(4 + (7 + 6 + 2) + (4 + 6 + 5));
  });

  test('is no more for what an attribute lacks', () => {
    expect(messageSize({ body: '', attributes: { a: { DataType: undefined } } })).toBe(1);
  });
});

const LIMIT = 1_048_576;
const anAttribute = (value: string) => ({ DataType: 'String', StringValue: value });

describe('the attributes that fit beside a body', () => {
  test('are ten, the first ones', () => {
    const candidates = Array.from({ length: 12 }, (_, index) => [`a${index}`, anAttribute('x')] as const);
    expect(Object.keys(whatFits('body', candidates))).toEqual(candidates.slice(0, 10).map(([name]) => name));
  });

  test('fill a message to the last byte, and one that is too large does not keep later ones out', () => {
    const fits = whatFits('x'.repeat(LIMIT - 18), [
      ['large', anAttribute('x'.repeat(20))],
      ['aa', anAttribute('x')],
      ['bb', anAttribute('x')],
    ]);
    expect(Object.keys(fits)).toEqual(['aa', 'bb']);
    expect(messageSize({ body: 'x'.repeat(LIMIT - 18), attributes: fits })).toBe(LIMIT);
  });

  test('are none beside a body that fills a message', () => {
    expect(whatFits('x'.repeat(LIMIT), [['a', anAttribute('')]])).toEqual({});
  });

  test('are those that come first, where a name comes twice', () => {
    expect(
      whatFits('', [
        ['a', anAttribute('1')],
        ['a', anAttribute('2')],
      ]),
    ).toEqual({ a: anAttribute('1') });
  });
});
