import type { Measure } from '../harness/measure';
import { handler } from './handler';
import { mapping } from './mapping';
import { memory } from './memory';
import { scaling } from './scaling';
import { start } from './start';
import { traffic } from './traffic';

/** In the order of the report. */
export const measures: readonly Measure[] = [mapping, handler, traffic, start, memory, scaling];
