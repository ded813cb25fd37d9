import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { inProject } from '../../local/project';
import { programArguments } from '../bundle/program-arguments';
import { runEsbuild } from '../bundle/run-esbuild';

export interface ProgramRun<Answer> {
  /** What the program's `answer` gets; as JSON. */
  readonly input: unknown;
  readonly Answer: z.ZodType<Answer>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Such as `--max-old-space-size=256`. */
  readonly nodeOptions?: readonly string[];
}

/** The programs of bench/programs: bundled once, and run by plain Node, each run in a process of its own. */
export class NodePrograms {
  /** For what a run writes; removed after it. */
  readonly directory: string;
  readonly #bundles = new Map<string, Promise<string>>();

  constructor(directory: string) {
    this.directory = directory;
  }

  /**
   * @param program such as `mapping/take-turns`
   * @returns the file of its bundle
   */
  bundle(program: string): Promise<string> {
    return this.bundleFile(join('programs', program));
  }

  /**
   * @param file of the bench, such as `peers/put-all`
   * @returns the file of its bundle
   */
  bundleFile(file: string): Promise<string> {
    const bundled = this.#bundles.get(file) ?? this.#write(file);
    this.#bundles.set(file, bundled);
    return bundled;
  }

  /** @throws Error with what the program wrote to standard error, where it ends without an answer */
  async run<Answer>(program: string, { Answer, ...run }: ProgramRun<Answer>): Promise<Answer> {
    const child = fork(await this.bundle(program), {
      execArgv: [...(run.nodeOptions ?? [])],
      env: { PATH: process.env['PATH'], ...run.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const complaints = child.stderr ? text(child.stderr) : '';
    const answered = answerOf(child);
    const ended = once(child, 'exit');
    child.send({ input: run.input }, () => undefined);
    const answer = await answered;
    await ended;
    if (answer !== undefined) return Answer.parse(answer);
    throw new Error(`The program ${program} of bench/programs ended without an answer: ${await complaints}`);
  }

  async #write(file: string): Promise<string> {
    const outfile = join(this.directory, `${file}.mjs`);
    await runEsbuild(programArguments(inProject('bench', `${file}.ts`), outfile));
    return outfile;
  }
}

/** Undefined where the process ends without one. */
const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([answer]) => answer),
      once(child, 'exit', { signal }).then(() => undefined),
    ]);
  } finally {
    settled.abort();
  }
};
