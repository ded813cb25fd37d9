import type { Measure } from '../harness/measure';
import { faults } from './faults';
import { gigabyteSecondsOfBatches } from './gigabyte-seconds';
import { handler } from './handler';
import { mapping } from './mapping';
import { memory } from './memory';
import { besidePeers } from './peers';
import { roundTrips } from './round-trips';
import { scaling } from './scaling';
import { start } from './start';
import { traffic } from './traffic';
import { work } from './work';

/** In the order of the report. */
export const measures: readonly Measure[] = [
  mapping,
  handler,
  roundTrips,
  gigabyteSecondsOfBatches,
  faults,
  besidePeers,
  traffic,
  start,
  memory,
  scaling,
  work,
];
