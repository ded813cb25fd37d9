import type { Report } from '../../../bench/report/report';
import { type BillLine, billOf, totalOf, type Usage } from '../../../costs/bill';
import { shardsFor } from '../../../costs/kinesis-usage';
import { gatheredBatch, millionEventsUsage, POLLERS, type StreamMode } from '../../../costs/million-events';
import { type Monitoring, monitoringUsage } from '../../../costs/monitoring-usage';
import type { Price, PriceItem } from '../../../costs/prices';
import { idleReceives } from '../../../costs/sqs-usage';
import { batchCosts, trafficOf } from './batch-costs';
import type { MeasuredSettings } from './measured-settings';

export interface EventCostsProps {
  readonly report: Report;
  readonly prices: ReadonlyMap<PriceItem, Price>;
  readonly settings: MeasuredSettings;
  readonly monitoring: Monitoring;
}

const HOURS_OF_MONTH = 730;
export const SECONDS_OF_MONTH = HOURS_OF_MONTH * 3_600;
/** That read everything. */
export const CONSUMERS = 1;
/** Of what a shard takes. */
export const SHARD_USE = 0.5;

/** What events cost at a load, with what is paid by the month. */
export interface LoadCost {
  /** Submissions in a batch. */
  readonly size: number;
  /** Of a million events, line by line. */
  readonly bill: readonly BillLine[];
}

/** What events cost a stage, by the report of the bench. */
export class EventCosts {
  readonly #props: EventCostsProps;

  constructor(props: EventCostsProps) {
    this.#props = props;
  }

  /** What a million events cost whenever they come, in batches of a size. */
  million(size: number, streamMode: StreamMode, fair = false): readonly BillLine[] {
    const { report, prices, settings } = this.#props;
    const batch = batchCosts(report, settings.functionMemoryMegabytes)(size);
    return billOf(millionEventsUsage(trafficOf(report), batch, { streamMode, consumers: CONSUMERS, fair }), prices);
  }

  /** What a month costs whether events come or not, with the stream that a load asks for. */
  month(streamMode: StreamMode, eventsPerSecond: number): readonly BillLine[] {
    const { prices, monitoring } = this.#props;
    const usage: readonly Usage[] = [
      ...monitoringUsage(monitoring),
      { item: 'sqs-standard-request', quantity: idleReceives(POLLERS, HOURS_OF_MONTH) },
      streamMode === 'on-demand'
        ? { item: 'kinesis-on-demand-stream-hour', quantity: HOURS_OF_MONTH }
        : { item: 'kinesis-shard-hour', quantity: HOURS_OF_MONTH * this.#shards(eventsPerSecond) },
    ];
    return billOf(usage, prices);
  }

  atLoad(eventsPerSecond: number, streamMode: StreamMode): LoadCost {
    const { report, settings } = this.#props;
    const { submissions, events } = trafficOf(report);
    const size = gatheredBatch((eventsPerSecond * submissions) / events, settings);
    const months = 1e6 / eventsPerSecond / SECONDS_OF_MONTH;
    const standing = this.month(streamMode, eventsPerSecond).map((line) => ({ ...line, usd: line.usd * months }));
    return { size, bill: [...this.million(size, streamMode), ...standing] };
  }

  /** Whether senders set a message group, at most. */
  fairQueueAdds(size: number): number {
    return totalOf(this.million(size, 'on-demand', true)) - totalOf(this.million(size, 'on-demand'));
  }

  #shards(eventsPerSecond: number): number {
    const { records, events } = trafficOf(this.#props.report);
    return shardsFor(eventsPerSecond, records.bytes / events, SHARD_USE);
  }
}
