import { createInterruption } from '../local/interruption';
import { parseOptions } from '../local/options';
import { runLocally } from '../local/run';
import { createScreen } from '../local/view/screen';

const options = parseOptions(process.argv.slice(2));
const screen = createScreen(options.json);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(
    signal,
    createInterruption(() => stop.abort()),
  );

try {
  const summary = await runLocally(options, screen, stop.signal);
  screen.showSummary(summary);
  if (!summary.verified || summary.unsent > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
