import { eventTypes } from '../../lambda/event-types/event-types';
import type { PublishedEvent } from '../../schemas/formats/event-readers';
import type { LoggedRejection } from '../run/function-log';
import type { RunStatus } from '../run/run-status';
import type { Paint } from './paint';
import { renderTable, type TableColumn } from './render-table';
import { shareRows } from './share-rows';
import type { TerminalSize } from './terminal-size';

/** Ids are long; their beginnings tell them apart. */
const ID_SHOWN = 8;
/** From this many rows on, a blank one between the lists costs none of them much. */
const ROWS_WITH_SPACE = 12;

const toLine = ({ type, details }: PublishedEvent): string =>
  eventTypes.find(({ name }) => name === type)?.toLine(details) ?? JSON.stringify(details);

const eventColumns: readonly TableColumn<PublishedEvent>[] = [
  { title: 'type', of: ({ type }) => type },
  { title: 'device', of: ({ deviceId }) => deviceId.slice(0, ID_SHOWN) },
  { title: 'number', alignRight: true, of: ({ sequence }) => String(sequence) },
  { title: 'submission', of: ({ submissionId }) => submissionId.slice(0, ID_SHOWN) },
  { title: 'last events', of: toLine },
];

const rejectionColumns: readonly TableColumn<LoggedRejection>[] = [
  { title: 'device', of: ({ deviceId }) => deviceId?.slice(0, ID_SHOWN) ?? 'unknown' },
  { title: 'last rejections', of: ({ reason }) => reason },
];

/**
 * The last events, by type, and the last rejections, each newest last. Every type and the rejections have as many of the
 * rows as another, as far as they fill them. Where there are too few, rejections give way first, then the titles.
 */
export const renderLast = (
  { lastEvents, lastRejections }: RunStatus,
  { columns, rows }: TerminalSize,
  paint: Paint,
): readonly string[] => {
  const byType = [...Map.groupBy(lastEvents, ({ type }) => type).values()];
  const eventTitles = byType.length > 0 && rows > byType.length ? 1 : 0;
  const fewest = eventTitles + byType.length + 2;
  const rejections = rows >= fewest ? lastRejections : [];
  const space = rejections.length > 0 && byType.length > 0 && rows >= ROWS_WITH_SPACE ? [''] : [];
  const taken = eventTitles + space.length + (rejections.length > 0 ? 1 : 0);
  const [forRejections = 0, ...forTypes] = shareRows(rows - taken, [
    rejections.length,
    ...byType.map(({ length }) => length),
  ]);
  const events = byType.flatMap((ofType, index) => last(ofType, forTypes[index] ?? 0));
  return [
    ...renderTitled(eventColumns, events, columns, paint).slice(1 - eventTitles),
    ...space,
    ...renderTitled(rejectionColumns, last(rejections, forRejections), columns, paint),
  ];
};

const last = <T>(list: readonly T[], count: number): readonly T[] =>
  list.slice(list.length - Math.min(count, list.length));

/** Nothing where there are no rows. */
const renderTitled = <Row>(
  tableColumns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  columns: number,
  paint: Paint,
): readonly string[] => {
  if (rows.length === 0) return [];
  const [titles = '', ...lines] = renderTable(tableColumns, rows, columns);
  return [paint('label', titles), ...lines];
};
