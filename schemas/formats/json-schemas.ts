import { z } from 'zod';
import type { EventFormatName } from '../../lambda/contract/event-format';
import { Submission } from '../../lambda/domain/intake/submission';
import { FlatEvent } from './flat-event';
import { NestedEvent } from './nested-event';
import { OcsfEvent } from './ocsf-event';

/** Of the events of each format. */
export const eventSchemas: Readonly<Record<EventFormatName, z.ZodType>> = {
  nested: NestedEvent,
  flat: FlatEvent,
  ocsf: OcsfEvent,
};

/** JSON Schema, draft 2020-12, of what goes in and what comes out, by file name. */
export const jsonSchemas = (): Readonly<Record<string, object>> => ({
  'submission.schema.json': {
    title: 'Submission: what is in the body of a message',
    ...z.toJSONSchema(Submission, { io: 'input' }),
  },
  ...Object.fromEntries(
    Object.entries(eventSchemas).map(([format, schema]) => [
      `${format}-event.schema.json`,
      { title: `Event in the format ${format}: a record of the stream`, ...z.toJSONSchema(schema) },
    ]),
  ),
});
