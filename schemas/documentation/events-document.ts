import { z } from 'zod';
import { type EventFormatName, eventFormatNames } from '../../lambda/contract/event-format';
import { eventTypes } from '../../lambda/event-types/event-types';
import { publishedEventTypes } from '../event-types/published-event-types';
import { eventSchemas } from '../formats/json-schemas';
import { fieldTable } from './field-table';

/** The submission that the examples of the documentation are made of: one event of each type. */
export const exampleSubmission = {
  submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
  device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
  time_created: '2026-11-22T14:09:37.082446',
  events: Object.fromEntries(eventTypes.map(({ name, example }) => [name, [example]])),
};

/** What the constants of the formats mean. */
const notes: Readonly<Record<string, string>> = {
  type: 'The list that the event was submitted in.',
  class_uid: "OCSF's class for the type.",
  class_name: 'Caption of `class_uid`.',
  category_uid: 'Follows from `class_uid`.',
  category_name: 'Caption of `category_uid`.',
  activity_id: 'What happened, in the terms of the class.',
  activity_name: 'Caption of `activity_id`.',
  type_uid: '`class_uid` x 100 + `activity_id`: one for each type.',
  type_name: 'Caption of `type_uid`.',
  severity_id: 'All events inform; none is a finding.',
  severity: 'Caption of `severity_id`.',
  'metadata.version': 'Of OCSF.',
  'metadata.product.name': 'This project.',
  'metadata.profiles[]': 'Gives the class its device.',
  'device.type_id': 'Unknown: sensors do not say what they run on.',
};

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

const typeTable = (): string =>
  [
    '| type | fields as sensors send them | metric | OCSF |',
    '| --- | --- | --- | --- |',
    ...eventTypes.map(({ name, example, metric }) => {
      const fields = Object.keys(example).map((field) => `\`${field}\``);
      const { type_name } = publishedEventTypes[name].ocsf.constants;
      return `| \`${name}\` | ${fields.join(', ')} | \`${metric.name}\` | ${type_name} |`;
    }),
  ].join('\n');

/** What `npm run docs` writes into docs/events.md, by the name of the place. */
export const eventsDocumentSections = (
  examplesOf: (format: EventFormatName) => readonly unknown[],
): Readonly<Record<string, string>> => ({
  'types of events': typeTable(),
  'example of a submission': json(exampleSubmission),
  ...Object.fromEntries(
    eventFormatNames.map((format) => {
      const table = fieldTable(z.toJSONSchema(eventSchemas[format]), Object.keys(publishedEventTypes), notes);
      return [`format ${format}`, [...examplesOf(format).map(json), table].join('\n\n')];
    }),
  ),
});
