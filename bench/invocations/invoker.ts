import type { Bench } from '../harness/measure';
import type { ArrivedRecord } from '../loopback/aws-stub';
import { type LoopbackAws, startLoopbackAws } from '../loopback/loopback-aws';
import { healthy, type StubConditions } from '../loopback/stub-conditions';
import { type Invocation, type InvocationPlan, Invocations, type LoadedFunction } from './invocation';

/** Invokes functions on emulated services, for one measure. */
export interface Invoker extends AsyncDisposable {
  readonly aws: LoopbackAws['control'];

  /**
   * The function as it is deployed.
   *
   * @param environment what differs from the stack's
   */
  deployed(name: string, environment?: Readonly<Record<string, string>>): LoadedFunction;

  /**
   * Another function.
   *
   * @param source of the bench, such as `peers/put-all`
   */
  ofBench(source: string): Promise<LoadedFunction>;

  /**
   * Has one process play the scenarios, so that what is compared in one of them meets the same compiler and machine.
   *
   * @param nodeOptions such as `--max-old-space-size=256`
   * @returns by scenario, by turn, by round
   */
  play(
    plan: Pick<InvocationPlan, 'functions' | 'payloads' | 'scenarios'>,
    nodeOptions?: readonly string[],
  ): Promise<readonly (readonly (readonly Invocation[])[])[]>;

  /** Invokes a function once, and reads what arrives in the stream. */
  record(
    loaded: LoadedFunction,
    payload: string,
    conditions?: StubConditions,
  ): Promise<{ readonly invocation: Invocation; readonly arrived: readonly ArrivedRecord[] }>;
}

export const createInvoker = async ({ programs, functionUnderTest, seed }: Bench): Promise<Invoker> => {
  const server = await startLoopbackAws(programs);
  const { endpoint } = server.control;
  const play: Invoker['play'] = (plan, nodeOptions = []) =>
    programs.run('invocations/invoke', { input: { ...plan, endpoint, seed }, nodeOptions, Answer: Invocations });
  return {
    aws: server.control,
    deployed: (name, changes) => ({
      name,
      file: functionUnderTest.file,
      environment: functionUnderTest.environment(endpoint, changes),
    }),
    ofBench: async (source) => ({
      name: source,
      file: await programs.bundleFile(source),
      environment: functionUnderTest.environment(endpoint),
    }),
    play,
    record: async (loaded, payload, conditions = healthy) => {
      const turns = [{ function: loaded.name, payload: 0, conditions: { ...conditions, recording: true } }];
      const [[[invocation] = []] = []] = await play({
        functions: [loaded],
        payloads: [payload],
        scenarios: [{ turns, warmUpRounds: 0, rounds: 1 }],
      });
      if (!invocation) throw new Error(`The function ${loaded.name} was not invoked.`);
      return { invocation, arrived: await server.control.arrived() };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
