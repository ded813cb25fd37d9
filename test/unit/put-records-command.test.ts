import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { describe, expect, test } from '@jest/globals';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import fc from 'fast-check';
import { putRecordsCommand } from '../../lambda/adapters/put-records-command';
import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import { localCredentials } from '../../local/local-account';
import { aRecord } from '../support/records';

interface Sent {
  readonly body: string;
  /** Those that do not depend on when it is sent. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What a command has the client send. */
const sentBy = async (command: PutRecordsCommand): Promise<readonly Sent[]> => {
  const requests: Sent[] = [];
  const requestHandler = {
    handle: async ({ body, headers }: HttpRequest) => {
      const names = ['content-length', 'content-type', 'x-amz-content-sha256', 'x-amz-target'];
      const lasting = Object.fromEntries(names.map((name) => [name, headers[name]]));
      requests.push({ body: Buffer.concat([body]).toString(), headers: lasting });
      return { response: new HttpResponse({ statusCode: 200, headers: {}, body: Buffer.from('{}') }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  await new KinesisClient({ region: 'eu-west-1', credentials: localCredentials, requestHandler }).send(command);
  return requests;
};

const clientsOwn = (StreamName: string, records: readonly StreamRecord[]) =>
  new PutRecordsCommand({
    StreamName,
    Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: Buffer.from(data) })),
  });

const expectTheSame = async (streamName: string, records: readonly StreamRecord[]) => {
  const sent = await sentBy(putRecordsCommand(streamName, records));
  expect(sent).toEqual(await sentBy(clientsOwn(streamName, records)));
  expect(sent).toMatchObject([{ headers: { 'x-amz-target': 'Kinesis_20131202.PutRecords' } }]);
};

describe('what is sent is, to the byte, what the client would have made of it', () => {
  const data = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'grapheme' }), fc.json());
  const partitionKey = fc.oneof(fc.uuid(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const streamName = fc.stringMatching(/^[\w.-]{1,20}$/);

  test('whatever is in keys and data', async () => {
    const records = fc.array(
      fc.tuple(partitionKey, data).map(([key, text]) => aRecord(key, text)),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(fc.asyncProperty(streamName, records, expectTheSame));
  });

  test.each([
    '"',
    '\\',
    '\u0000\u001f\u007f\b\t\n\f\r',
    '\ud800',
    '\udc00x',
    '\u2028',
    'é',
    '𝄞',
    '","Data":""}',
    '__proto__',
  ])('with %j in the key', (key) => expectTheSame('events', [aRecord(key, '0')]));

  test('with no data, and with as much as a call takes', () =>
    expectTheSame('events', [
      aRecord('none', ''),
      aRecord('much', 'much'.repeat(262_143)),
      ...Array.from({ length: 498 }, (_, index) => aRecord(String(index), String.fromCharCode(index % 256))),
    ]));
});
