import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import { TelemetryMapping, type TelemetryMappingProps } from '../../lib/telemetry-mapping';
import { appOf } from './stack';

interface OwnStackProps extends StackProps, Partial<TelemetryMappingProps> {
  readonly app?: App;
  /** Of the stack. */
  readonly id?: string;
}

/** The construct in a stack of somebody else. */
export const mappingInOwnStack = ({
  app = appOf(),
  id = 'Own',
  stage = 'prod',
  settings = {},
  ...props
}: OwnStackProps = {}): TelemetryMapping =>
  new TelemetryMapping(new Stack(app, id, props), 'TelemetryMapping', { stage, settings });
