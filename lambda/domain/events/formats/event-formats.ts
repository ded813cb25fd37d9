import type { EventFormatName } from '../../../contract/event-format';
import type { EventFormat } from './event-format';
import { formatFlat } from './flat';
import { formatNested } from './nested';
import { formatOcsf } from './ocsf';

export const eventFormats: Readonly<Record<EventFormatName, EventFormat>> = {
  nested: formatNested,
  flat: formatFlat,
  ocsf: formatOcsf,
};
