import type { EventFormatName } from '../../lambda/contract/event-format';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { eventFormats } from '../../lambda/domain/events/formats/event-formats';
import { createRecordEncoder } from '../../lambda/domain/events/stream-record';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { settingsDocument } from '../../lib/settings/settings-document';
import { eventsDocumentSections, exampleSubmission } from '../../schemas/documentation/events-document';
import { changesTable } from './changes/changes-table';
import { fillSections } from './fill-sections';
import { functionRightsPolicy } from './function-rights';
import { outputsTable } from './outputs-table';

/** When the events of the examples are mapped. */
const TIME_PROCESSED = Date.parse('2026-11-23T08:00:00.000Z');

/** The example's events, as the function publishes them. */
const examplesOf = (format: EventFormatName): readonly unknown[] => {
  const decoded = decodeSubmission(JSON.stringify(exampleSubmission));
  if (!decoded.valid) {
    throw new Error(`The examples of the event types are no valid submission: ${JSON.stringify(decoded.rejection)}`);
  }
  const events = submissionToEvents(decoded.decoded);
  const recordAt = createRecordEncoder(eventFormats[format], 'submission_id')(TIME_PROCESSED)(events);
  return Array.from({ length: events.length }, (_, sequence) => JSON.parse(recordAt(sequence).data));
};

type Documents = Readonly<Record<string, (text: string) => string>>;

/** What of docs/ is written from the code, by file: what it should be, of what it is. */
export const documents: Documents = {
  'settings.md': settingsDocument,
  'events.md': (text) => fillSections(text, eventsDocumentSections(examplesOf)),
  'deploy.md': (text) =>
    fillSections(text, {
      outputs: outputsTable(),
      "policy of the function's role": functionRightsPolicy(),
    }),
};

/** What of docs/ is written from synthesized templates, likewise: it takes seconds. */
export const documentsOfTemplates: Documents = {
  'changes.md': (text) => fillSections(text, { 'what changes do': changesTable() }),
};
