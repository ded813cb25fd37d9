import type { EventFormatName } from '../../../lambda/contract/event-format';
import { eventFormats } from '../../../lambda/domain/events/formats/event-formats';
import { createRecordEncoder } from '../../../lambda/domain/events/stream-record';
import { submissionToEvents } from '../../../lambda/domain/events/telemetry-event';
import { decodeSubmission } from '../../../lambda/domain/intake/decode-submission';
import type { BatchMapping } from './batch-mapping';

/** What processSubmission does of each submission of a batch, up to the bytes of its records. */
export const createDomainMapping =
  (format: EventFormatName): BatchMapping =>
  (bodies) => {
    const encode = createRecordEncoder(eventFormats[format], 'submission_id', new Date());
    let records = 0;
    let bytes = 0;
    for (const body of bodies) {
      const decoded = decodeSubmission(body);
      if (!decoded.valid) throw new Error(`A submission of the workload is invalid: ${decoded.rejection.reasons[0]}`);
      const events = submissionToEvents(decoded.decoded);
      for (let sequence = 0; sequence < events.length; sequence++) {
        records++;
        bytes += encode(events.at(sequence)).data.byteLength;
      }
    }
    return { records, bytes };
  };
