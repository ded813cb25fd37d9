import { z } from 'zod';
import { StubConditions } from '../loopback/stub-conditions';
import { StubCounts } from '../loopback/stub-counts';

/** A function of the bench's program, in an environment of its own. */
const LoadedFunction = z.strictObject({
  name: z.string(),
  /** Exports `handler`. */
  file: z.string(),
  /** Set before it is loaded. */
  environment: z.record(z.string(), z.string()),
});
export type LoadedFunction = Readonly<z.infer<typeof LoadedFunction>>;

/** What is invoked with what. */
const Turn = z.strictObject({
  function: z.string(),
  /** Its position in the payloads. */
  payload: z.int().min(0),
  /** The seed is another one each round. */
  conditions: StubConditions,
});
export type Turn = Readonly<z.infer<typeof Turn>>;

/** Turns that are taken in each round, in an order of its own. */
const Scenario = z.strictObject({
  turns: z.array(Turn),
  /** Of a processor, that the rounds after the warm-up have; undefined for a whole one. */
  processor: z.strictObject({ program: z.string(), share: z.number().gt(0).max(1) }).optional(),
  warmUpRounds: z.int().min(0),
  rounds: z.int().min(1),
});
export type Scenario = Readonly<z.infer<typeof Scenario>>;

/** What the program `invocations/invoke` is told. */
export const InvocationPlan = z.strictObject({
  endpoint: z.url(),
  functions: z.array(LoadedFunction),
  /** Events, as JSON. */
  payloads: z.array(z.string()),
  scenarios: z.array(Scenario),
  seed: z.int(),
});
export type InvocationPlan = Readonly<z.infer<typeof InvocationPlan>>;

/** One invocation. Times are in milliseconds. */
export const Invocation = z.strictObject({
  /** Processor time of all threads, while the runtime reads the event. */
  readingMs: z.number(),
  /** Processor time of all threads, from the handler's call to its answer. */
  cpuMs: z.number(),
  wallMs: z.number(),
  /** For how long of that the event loop had nothing to do. */
  idleMs: z.number(),
  /** Of its batch, until all of it was acknowledged or it was given up: what failed is delivered again, as by SQS. */
  deliveries: z.int().min(1),
  counts: StubCounts,
});
export type Invocation = Readonly<z.infer<typeof Invocation>>;

/** What the program answers: by scenario, by turn, by round. */
export const Invocations = z.array(z.array(z.array(Invocation)));
