import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { TemplateText } from './monitoring';

/** From which minute on, and until which one, a metric alarm is in ALARM. */
export interface Ringing {
  readonly alarm: string;
  readonly from: number;
  readonly until?: number;
}

const AlarmRule = z.object({
  'Fn::Join': z.tuple([
    z.literal(''),
    z.array(z.union([z.string(), z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })])),
  ]),
});
const Composite = z.object({
  AlarmName: z.string(),
  AlarmRule: AlarmRule.transform(operandsOf),
  ActionsSuppressor: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).optional(),
  ActionsSuppressorWaitPeriod: z.int().default(0),
  ActionsSuppressorExtensionPeriod: z.int().default(0),
  AlarmActions: z.array(z.unknown()).default([]),
});
const MetricAlarm = z.object({ AlarmName: TemplateText, AlarmActions: z.array(z.unknown()).default([]) });

/** The alarms of a template, as CloudWatch evaluates them. */
export class AlarmCalls {
  readonly #metricAlarms: ReadonlyMap<string, z.infer<typeof MetricAlarm>>;
  readonly #composites: ReadonlyMap<string, z.infer<typeof Composite>>;

  constructor(template: Template) {
    const parsed = <Kind extends z.ZodType>(type: string, kind: Kind): ReadonlyMap<string, z.output<Kind>> =>
      new Map(
        Object.entries(template.findResources(type)).map(([id, resource]) => [id, kind.parse(resource['Properties'])]),
      );
    this.#metricAlarms = parsed('AWS::CloudWatch::Alarm', MetricAlarm);
    this.#composites = parsed('AWS::CloudWatch::CompositeAlarm', Composite);
  }

  /**
   * The alarms that execute their ALARM actions from minute 0 up to the last, by name, in the order in which they do.
   * Before minute 0 is time for what stands already to have told.
   */
  callsOf(ringing: readonly Ringing[], lastMinute: number): readonly string[] {
    const first = Math.min(0, ...ringing.map(({ from }) => from)) - 1;
    const actions = new Map([...this.#composites.keys()].map((id) => [id, new SuppressedActions()]));
    const calls: string[] = [];
    let before: ReadonlySet<string> = new Set();
    for (let minute = first; minute <= lastMinute; minute++) {
      const now = this.#inAlarm(ringing, minute);
      const called = [
        ...[...this.#metricAlarms].filter(([id]) => now.has(id) && !before.has(id)),
        ...[...this.#composites].filter(([id, composite]) => actions.get(id)?.next(minute, id, composite, now)),
      ];
      for (const [, { AlarmName, AlarmActions }] of called) {
        if (minute >= 0 && AlarmActions.length > 0) calls.push(AlarmName);
      }
      before = now;
    }
    return calls;
  }

  #inAlarm(ringing: readonly Ringing[], minute: number): ReadonlySet<string> {
    const names = new Set(
      ringing.filter(({ from, until = Infinity }) => from <= minute && minute < until).map(({ alarm }) => alarm),
    );
    const metricAlarms = [...this.#metricAlarms].filter(([, { AlarmName }]) => names.has(AlarmName));
    if (metricAlarms.length !== names.size) throw new Error(`Not all alarms are in the template: ${[...names]}`);
    const inAlarm = new Set(metricAlarms.map(([id]) => id));
    for (const [id, { AlarmRule: operands }] of this.#composites) {
      if (operands.some((operand) => inAlarm.has(operand))) inAlarm.add(id);
    }
    return inAlarm;
  }
}

/** Of `ALARM("...") OR ALARM("...")`, the only rule that is understood here. */
function operandsOf({ 'Fn::Join': [, parts] }: z.infer<typeof AlarmRule>): readonly string[] {
  const rule = parts.map((part) => (typeof part === 'string' ? part : part['Fn::GetAtt'][0])).join('');
  if (!/^\(*ALARM\("\w+"\)( OR ALARM\("\w+"\))*\)*$/.test(rule)) throw new Error(`Not understood: ${rule}`);
  return [...rule.matchAll(/ALARM\("(\w+)"\)/g)].map(([, operand = '']) => operand);
}

/**
 * The suppression of a composite alarm's actions, as AWS describes it with examples:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 * Where it does not say whether an alarm that has told, tells again after its suppressor came and went, it does not here.
 */
class SuppressedActions {
  #inAlarm = false;
  #suppressed = false;
  #told = false;
  /** Until which minute a wait or extension period lasts. */
  #until: number | undefined;

  /** @returns whether the composite executes its ALARM actions in this minute */
  next(minute: number, id: string, composite: z.infer<typeof Composite>, now: ReadonlySet<string>): boolean {
    const suppressor = composite.ActionsSuppressor?.['Fn::GetAtt'][0];
    const inAlarm = now.has(id);
    const suppressed = suppressor !== undefined && now.has(suppressor);
    if (inAlarm !== this.#inAlarm) {
      this.#told = false;
      this.#until = minute + composite.ActionsSuppressorWaitPeriod / 60;
    } else if (this.#suppressed && !suppressed) {
      this.#until = minute + composite.ActionsSuppressorExtensionPeriod / 60;
    }
    if (suppressed) this.#until = undefined;
    this.#inAlarm = inAlarm;
    this.#suppressed = suppressed;
    if (this.#until === undefined || minute < this.#until) return false;
    this.#until = undefined;
    const tells = inAlarm && !this.#told;
    this.#told ||= tells;
    return tells;
  }
}
