import { z } from 'zod';

/** A figure that was taken once a round: its median, and the quartiles that say how far the rounds lie apart. */
const Spread = z.strictObject({
  median: z.number(),
  lowerQuartile: z.number(),
  upperQuartile: z.number(),
  rounds: z.int().min(1),
});
export type Spread = z.infer<typeof Spread>;

/** What a figure should come to: itself, or its ratio to what it stands beside. */
const Target = z.strictObject({
  of: z.enum(['value', 'ratio']),
  is: z.enum(['at least', 'at most']),
  limit: z.number(),
});
export type Target = z.infer<typeof Target>;

/** What the same rounds gave of something else. */
const Comparison = z.strictObject({
  /** A floor does less than what is asked for, so nothing gets below it for long; a peer does it in another way. */
  kind: z.enum(['floor', 'peer']),
  /** Such as `no validation, constant ids`. */
  name: z.string().min(1),
  /** In the figure's unit. */
  value: Spread,
  /** Of the figure's value to this one, round by round. */
  ratio: Spread,
});
export type Comparison = z.infer<typeof Comparison>;

const Figure = z.strictObject({
  /** What it is a figure of, unique in its measure: `fleet-like, nested, base64`. */
  case: z.string().min(1),
  /** Such as `events per CPU second`, or `1` for a share. */
  unit: z.string().min(1),
  value: Spread,
  beside: Comparison.optional(),
  target: Target.optional(),
});
export type Figure = z.infer<typeof Figure>;

const Axis = z.strictObject({ label: z.string().min(1), scale: z.enum(['linear', 'log']) });

/** Lines over the same axes. */
const Plot = z.strictObject({
  title: z.string().min(1),
  x: Axis,
  y: Axis,
  lines: z.array(
    z.strictObject({ name: z.string().min(1), points: z.array(z.strictObject({ x: z.number(), y: Spread })).min(1) }),
  ),
});
export type Plot = z.infer<typeof Plot>;

/** What a measure found. */
const Findings = z.strictObject({
  figures: z.array(Figure),
  plots: z.array(Plot),
  /** What is the same on any machine, by what was counted: calls, records, bytes. */
  counts: z.record(z.string(), z.int()),
});
export type Findings = z.infer<typeof Findings>;

const MeasureReport = Findings.extend({
  /** As `--only` takes it. */
  id: z.string().min(1),
  title: z.string().min(1),
  seconds: z.number(),
});
export type MeasureReport = z.infer<typeof MeasureReport>;

/** What one run of all measures on one machine found: bench/report.json. */
export const Report = z.strictObject({
  date: z.iso.datetime(),
  /** A smoke run only shows that everything runs: its figures say nothing. */
  size: z.enum(['full', 'smoke']),
  machine: z.strictObject({ processor: z.string().min(1), cores: z.int().min(1), node: z.string().min(1) }),
  /** Repeats the submissions, and the order of the rounds. */
  seed: z.int(),
  seconds: z.number(),
  measures: z.array(MeasureReport),
});
export type Report = z.infer<typeof Report>;
