import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { completeSettings } from '../../../lib/settings/complete-settings';
import { readStage, type Stage } from '../../../lib/settings/read-stage';
import type { ChosenSettings } from '../../../lib/settings/settings';
import { TelemetryMappingStack } from '../../../lib/telemetry-mapping-stack';

const Template = z.record(z.string(), z.unknown());
type Template = z.infer<typeof Template>;

/** By the stage and all its settings, since most of what is compared is the stage as cdk.json has it. */
const synthesized = new Map<string, Template>();

/** What would be deployed of a stage of cdk.json, with settings as on the command line; the code is not bundled. */
export const stageTemplate = (name: string, settings: ChosenSettings): Template => {
  const outdir = mkdtempSync(join(tmpdir(), 'telemetry-mapping-'));
  try {
    const app = new App({
      outdir,
      // What is neither deployed nor printed is not checked either.
      builtinCloudFormationValidation: false,
      context: {
        ...cdkJson.context,
        'aws:cdk:bundling-stacks': [],
        '@aws-cdk/core:annotationsInValidationReport': false,
        stage: name,
        ...settings,
      },
    });
    const stage = readStage(app.node);
    const key = JSON.stringify([name, completeSettings(stage.settings)]);
    const template = synthesized.get(key) ?? synthesize(app, stage);
    synthesized.set(key, template);
    return template;
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

const synthesize = (app: App, stage: Stage): Template => {
  const { stackName } = new TelemetryMappingStack(app, `TelemetryMapping-${stage.name}`, { stage });
  return Template.parse(app.synth().getStackByName(stackName).template);
};
