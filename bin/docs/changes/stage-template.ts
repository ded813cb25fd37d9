import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { readStage } from '../../../lib/settings/read-stage';
import type { ChosenSettings } from '../../../lib/settings/settings';
import { TelemetryMappingStack } from '../../../lib/telemetry-mapping-stack';

const Template = z.record(z.string(), z.unknown());

const synthesized = new Map<string, z.infer<typeof Template>>();

/** What would be deployed of a stage of cdk.json, with settings as on the command line; the code is not bundled. */
export const stageTemplate = (stage: string, settings: ChosenSettings): z.infer<typeof Template> => {
  const chosen = JSON.stringify({ stage, settings });
  const known = synthesized.get(chosen) ?? synthesize(stage, settings);
  synthesized.set(chosen, known);
  return known;
};

const synthesize = (stage: string, settings: ChosenSettings): z.infer<typeof Template> => {
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
        stage,
        ...settings,
      },
    });
    const { stackName } = new TelemetryMappingStack(app, `TelemetryMapping-${stage}`, { stage: readStage(app.node) });
    return Template.parse(app.synth().getStackByName(stackName).template);
  } finally {
    rmSync(outdir, { recursive: true });
  }
};
