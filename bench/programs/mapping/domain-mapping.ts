import type { EventFormatName } from '../../../lambda/contract/event-format';
import { submissionToEvents } from '../../../lambda/domain/events/event-sequence';
import { eventFormats } from '../../../lambda/domain/events/formats/event-formats';
import { createRecordEncoder } from '../../../lambda/domain/events/stream-record';
import { decodeSubmission } from '../../../lambda/domain/intake/decode-submission';
import type { BatchMapping } from './batch-mapping';

/**
 * What processSubmission does of each submission of a batch, and the bytes of its records, which the function itself
 * only makes in base64.
 */
export const createDomainMapping = (format: EventFormatName): BatchMapping => {
  const encodeAt = createRecordEncoder(eventFormats[format], 'submission_id');
  return (bodies) => {
    const encode = encodeAt(Date.now());
    let records = 0;
    let bytes = 0;
    for (const body of bodies) {
      const decoded = decodeSubmission(body);
      if (!decoded.valid) throw new Error(`A submission of the workload is invalid: ${decoded.rejection.reasons[0]}`);
      const events = submissionToEvents(decoded.decoded);
      const recordAt = encode(events);
      for (let sequence = 0; sequence < events.length; sequence++) {
        records++;
        bytes += Buffer.from(recordAt(sequence).data).byteLength;
      }
    }
    return { records, bytes };
  };
};
