import type { Measure } from '../harness/measure';
import { handler } from './handler';
import { mapping } from './mapping';
import { traffic } from './traffic';

/** In the order of the report. */
export const measures: readonly Measure[] = [mapping, handler, traffic];
