import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { changeCode, copyProject } from '../support/project-copy';
import { aSubmission, toBody } from '../support/submissions';

/** What docs/events.md asks for: one file and one line, and the promise that the compiler asks for. */
const TYPE = `
import * as z from 'zod/mini';
import { defineEventType } from './event-type';

export const fileWrite = defineEventType({
  name: 'file_write',
  fields: z.object({ path: z.string(), user: z.string() }),
  example: { path: '/etc/passwd', user: 'john' },
  metric: { name: 'FileWriteEvents', label: 'File write' },
  ocsf: {
    ofClass: {
      class_uid: 1001,
      class_name: 'File System Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 3,
      activity_name: 'Update',
    },
    attributes: (field) => ({
      actor: { user: { name: field('user') } },
      file: { path: field('path'), name: field('path'), type_id: 1 },
    }),
  },
  line: ({ path, user }) => \`\${user}: \${path}\`,
});
`;

const PROMISE = `
import { z } from 'zod';
import { promiseEventType } from './published-event-type';

const Path = z.string().describe('The file that was written.');
const UserName = z.string().describe('The user that wrote it.');

export const fileWrite = promiseEventType({
  details: { path: Path, user: UserName },
  ocsf: {
    constants: {
      class_uid: 1001,
      class_name: 'File System Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 3,
      activity_name: 'Update',
      type_uid: 100103,
      type_name: 'File System Activity: Update',
    },
    attributes: {
      actor: z.strictObject({ user: z.strictObject({ name: UserName }) }),
      file: z.strictObject({ path: Path, name: z.string(), type_id: z.literal(1) }),
    },
    toDetails: ({ actor, file }) => ({ path: file.path, user: actor.user.name }),
  },
});
`;

let project: string;

const run = (file: string, args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(project, 'node_modules', file), ...args], { cwd: project });
const runCommand = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', join('bin', 'run.ts'), ...args], { cwd: project });
const typeErrors = async (): Promise<string> => {
  const { stdout } = await run('typescript/bin/tsc', ['--noEmit']).catch((error: unknown) =>
    z.object({ stdout: z.string() }).parse(error),
  );
  return stdout;
};

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'telemetry-mapping-type-'));
  await copyProject(project);
  await writeFile(join(project, 'lambda', 'event-types', 'file-write.ts'), TYPE);
  const list = join(project, 'lambda', 'event-types', 'event-types.ts');
  await changeCode(list, 'networkConnection] as const', 'networkConnection, fileWrite] as const');
  await changeCode(list, 'import { newProcess }', "import { fileWrite } from './file-write';\nimport { newProcess }");
});
afterAll(async () => {
  await rm(project, { recursive: true });
});

test('a type of events that somebody adds', async () => {
  // The compiler asks what consumers are promised, and for nothing else.
  const errors = (await typeErrors()).split('\n').filter((line) => line.includes('error TS'));
  expect(errors).toEqual([expect.stringMatching(/^schemas\/event-types\/published-event-types\.ts.*file_write/)]);

  await writeFile(join(project, 'schemas', 'event-types', 'file-write.ts'), PROMISE);
  const promises = join(project, 'schemas', 'event-types', 'published-event-types.ts');
  await changeCode(
    promises,
    'network_connection: networkConnection,',
    'network_connection: networkConnection,\n  file_write: fileWrite,',
  );
  await changeCode(
    promises,
    'import { newProcess }',
    "import { fileWrite } from './file-write';\nimport { newProcess }",
  );
  expect(await typeErrors()).toBe('');

  // Published, counted, and accounted for.
  const body = toBody(
    aSubmission({
      events: {
        file_write: [
          { path: '/tmp/a', user: 'john' },
          { path: '/tmp/b', user: 'john' },
        ],
        new_process: [{ cmdl: 'whoami', user: 'john' }],
      },
    }),
  );
  const input = join(project, 'input.b64');
  await writeFile(input, `${body}\n`);
  const { stdout } = await runCommand(
    'start',
    '--input',
    input,
    '--format',
    'ocsf',
    '--json',
    '--sqs-port',
    '0',
    '--kinesis-port',
    '0',
  );
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({ outcome: 'right', published: 1, events: 3 });
  const log = await readFile(join(project, summary.log), 'utf8');
  expect(log).toMatch(/"FileWriteEvents":2[,}]/);

  // Described to consumers, and in the documentation.
  await runCommand('schemas');
  await runCommand('docs');
  const read = (...path: readonly string[]) => readFile(join(project, ...path), 'utf8');
  expect(await read('schemas', 'submission.schema.json')).toContain('"file_write"');
  for (const format of ['nested', 'flat']) {
    expect(await read('schemas', `${format}-event.schema.json`)).toContain('"const": "file_write"');
  }
  expect(await read('schemas', 'ocsf-event.schema.json')).toContain('"const": 100103');
  expect(await read('docs', 'events.md')).toContain('| `file_write` | `path`, `user` | `FileWriteEvents` |');

  // On the dashboard.
  await run('aws-cdk/bin/cdk', ['synth', '--quiet', '-c', 'stage=prod', '--output', 'cdk.out/prod']);
  const template = await read('cdk.out', 'prod', 'TelemetryMapping-prod.template.json');
  expect(template).toContain('\\"FileWriteEvents\\"');
  expect(template).toContain('\\"File write\\"');
}, 120_000);
