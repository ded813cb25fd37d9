import { z } from 'zod';
import { messageAttributes } from '../lambda/contract/message-attributes';
import type { Diagnosed } from './verification/ledger';

const Inspected = z.object({
  body: z.string(),
  messageAttributes: z.object({ [messageAttributes.sourceMessageId]: z.object({ StringValue: z.string() }) }),
});
const Inspection = z.object({
  messages: z.object({
    ready: z.array(Inspected),
    delayed: z.array(Inspected),
    inflight: z.array(z.object({ message: Inspected })),
  }),
});

/**
 * What the diagnostic queue holds. Asks the emulator's own interface, since receiving the messages would hide them
 * from whoever else looks.
 */
export const readDiagnosticMessages = async (endpoint: string, queueName: string): Promise<readonly Diagnosed[]> => {
  const response = await fetch(`${endpoint}/_fauxqs/queues/${queueName}`);
  const { messages } = Inspection.parse(await response.json());
  return [...messages.ready, ...messages.delayed, ...messages.inflight.map(({ message }) => message)].map(
    ({ body, messageAttributes: attributes }) => ({
      body,
      sourceMessageId: attributes[messageAttributes.sourceMessageId].StringValue,
    }),
  );
};
