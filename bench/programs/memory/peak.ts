import { readFileSync } from 'node:fs';
import { GCProfiler } from 'node:v8';
import type { LoadedFunction } from '../../invocations/invocation';
import { deliver, loadFunction } from '../../invocations/invoked-function';
import { answer } from '../answer';

/** In one environment, so that the garbage of an invocation is there when the next one begins. */
const INVOCATIONS = 3;

/** The most memory that a function had, in bytes: resident, and of that the heap. */
answer(async ({ payloadFile, ...code }: LoadedFunction & { readonly payloadFile: string }) => {
  const invoked = await loadFunction(code);
  const loaded = residentPeak();
  const profiler = new GCProfiler();
  profiler.start();
  for (let invocation = 0; invocation < INVOCATIONS; invocation++) {
    // As the runtime reads what it is sent.
    await deliver(invoked, JSON.parse(readFileSync(payloadFile, 'utf8')));
  }
  // What is there when garbage is collected is the most that there was since the last time.
  const heaps = profiler.stop()?.statistics.map(({ beforeGC }) => beforeGC.heapStatistics.totalHeapSize) ?? [];
  return { loaded, resident: residentPeak(), heap: Math.max(process.memoryUsage().heapTotal, ...heaps) };
});

const residentPeak = (): number => process.resourceUsage().maxRSS * 1_024;
