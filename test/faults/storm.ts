import { type CallFault, type FaultPlan, refuse } from './fault-plan';

const callFaults: readonly CallFault[] = [
  refuse(400, 'ThrottlingException'),
  refuse(500, 'InternalFailure'),
  refuse(503, 'ServiceUnavailable'),
  { kind: 'reset-before' },
  { kind: 'reset-after' },
];

/** All faults mixed, until it calms down. */
export const createStorm = (random: () => number): { readonly plan: FaultPlan; readonly calm: () => void } => {
  let raging = true;
  const sometimes = <T>(probability: number, fault: () => T): T | undefined =>
    raging && random() < probability ? fault() : undefined;
  const anyCallFault = (): CallFault | undefined => callFaults[Math.floor(random() * callFaults.length)];
  const plan: FaultPlan = {
    put: () => sometimes(0.01, () => ({ kind: 'stall' as const })) ?? sometimes(0.15, anyCallFault),
    record: () => sometimes(0.1, () => 'ProvisionedThroughputExceededException'),
    sqs: () => sometimes(0.1, anyCallFault),
    entry: () => sometimes(0.1, () => 'InternalError'),
  };
  return {
    plan,
    calm: () => {
      raging = false;
    },
  };
};
