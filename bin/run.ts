import { runCommand } from './command-line/run-command';

/** Runs the command that the first argument names, with the others. Only what it needs is loaded. */

const commands = {
  start: async () => (await import('./commands/start')).start,
  'deploy:local': async () => (await import('./commands/deploy-local')).deployLocal,
  'destroy:local': async () => (await import('./commands/destroy-local')).destroyLocal,
  soak: async () => (await import('./commands/soak')).soak,
  bench: async () => (await import('./commands/bench')).bench,
  'lint:templates': async () => (await import('./commands/lint-templates')).lintTemplatesOfStages,
  docs: async () => (await import('./commands/docs')).docs,
  schemas: async () => (await import('./commands/schemas')).schemas,
};

const [name = '', ...args] = process.argv.slice(2);
const load = Object.entries(commands).find(([known]) => known === name)?.[1];
if (load) {
  await runCommand(await load(), args);
} else {
  console.error(`There is no command "${name}". The commands are ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 1;
}
