import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readStage } from '../../lib/settings/read-stage';
import { TelemetryMappingStack } from '../../lib/telemetry-mapping-stack';
import { anApp } from './app';

/** Those of cdk.json. */
export const stageNames = Object.keys(cdkJson.context.stages);

/** An app that does not bundle; `chosen` are settings as on the command line. */
export const appOf = (chosen: Readonly<Record<string, unknown>> = {}, checked = false): App =>
  anApp(
    {
      ...cdkJson.context,
      'aws:cdk:bundling-stacks': [],
      // Tests look at the warnings of a stack, and print none.
      '@aws-cdk/core:annotationsInValidationReport': false,
      ...chosen,
    },
    checked,
  );

/** The stack of the stage that the app's context names. */
export const stackIn = (app: App): TelemetryMappingStack =>
  new TelemetryMappingStack(app, 'Stack', { stage: readStage(app.node) });

const synthesized = new Map<string, Template>();

/** Each is synthesized once for the tests of a file. */
export const templateOf = (chosen: Readonly<Record<string, unknown>> = {}): Template => {
  const key = JSON.stringify(chosen);
  const template = synthesized.get(key) ?? Template.fromStack(stackIn(appOf(chosen)));
  synthesized.set(key, template);
  return template;
};
