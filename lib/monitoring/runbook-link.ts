import { Token, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Warns where people would be called by an alarm whose link to the runbook they cannot open. */
export const checkRunbookLink = (scope: Construct, runbookUrl: string): void => {
  if (Token.isUnresolved(runbookUrl) || isOnTheWeb(runbookUrl)) return;
  Validations.of(scope).addWarning(
    'telemetry-mapping:runbook-link',
    `The alarms link ${runbookUrl}, which nobody can open from the e-mail of an alarm. Put docs/runbook.md where people on call can read it, and set runbookUrl to its http or https URL: for this stage in cdk.json, with -c runbookUrl=URL, or, in a stack of your own, in the settings of the construct.`,
  );
};

const isOnTheWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
