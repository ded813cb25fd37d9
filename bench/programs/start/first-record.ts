import type { LoadedFunction } from '../../invocations/invocation';
import { deliver, loadFunction } from '../../invocations/invoked-function';
import { answer } from '../answer';
import { cpuSince } from '../cpu-since';

/** Starts a function as Lambda does for a first invocation, once: what is loaded a second time is there already. */
answer(async ({ event, ...code }: LoadedFunction & { readonly event: unknown }) => {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const invoked = await loadFunction(code);
  const importCpuMs = cpuSince(before);
  await deliver(invoked, event);
  return { importCpuMs, cpuMs: cpuSince(before), wallMs: performance.now() - startedAt };
});
