import { describe, expect, test } from '@jest/globals';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SafeDeployment } from '../../lib/safe-deployment';
import { anApp } from '../support/app';
import { appOf, stackIn, templateOf } from '../support/stack';

const holdsData = ['AWS::SQS::Queue', 'AWS::Kinesis::Stream', 'AWS::Logs::LogGroup'];

describe('what prod retains', () => {
  test.each(holdsData)('%s, when it is removed or replaced, but not when the first deployment fails', (type) => {
    templateOf({ stage: 'prod' }).allResources(type, {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('its stack, which has to have its protection lifted first', () => {
    expect(stackIn(appOf({ stage: 'prod' })).terminationProtection).toBe(true);
  });

  test('no physical names, so that a resource can be replaced', () => {
    const template = templateOf({ stage: 'prod' });
    template.allResourcesProperties('AWS::SQS::Queue', { QueueName: Match.absent() });
    template.allResourcesProperties('AWS::Kinesis::Stream', { Name: Match.absent() });
  });
});

describe.each(['local', 'dev', 'staging'])('what %s leaves behind', (stage) => {
  test.each(holdsData)('no %s', (type) => {
    templateOf({ stage }).allResources(type, { DeletionPolicy: 'Delete' });
  });

  test('no stack that cannot be deleted', () => {
    expect(stackIn(appOf({ stage })).terminationProtection).toBe(false);
  });
});

describe('a new version', () => {
  test('stands behind the alias that is invoked, and stays when the next one comes, unless it failed', () => {
    const template = templateOf({ stage: 'prod' });
    const [version = ''] = Object.keys(template.findResources('AWS::Lambda::Version'));
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
    });
    template.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('comes with changed settings, too', () => {
    const versionsOf = (logLevel: string) =>
      Object.keys(templateOf({ stage: 'prod', logLevel }).findResources('AWS::Lambda::Version'));
    expect(versionsOf('DEBUG')).not.toEqual(versionsOf('INFO'));
  });

  test.each([
    ['prod', 'CodeDeployDefault.LambdaCanary10Percent5Minutes'],
    ['staging', 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
  ])('gets the batches of %s step by step, and loses them if it fails', (stage, configuration) => {
    const template = templateOf({ stage });
    const [group = ''] = Object.keys(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: configuration,
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_FAILURE']) },
    });
    template.hasResource('AWS::Lambda::Alias', {
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: group } } },
    });
  });

  test.each(['local', 'dev'])('gets all batches of %s at once', (stage) => {
    const template = templateOf({ stage });
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    template.hasResource('AWS::Lambda::Alias', { UpdatePolicy: Match.absent() });
  });

  test('is rolled back by the alarms that it is given', () => {
    const stack = new Stack(anApp(), 'Stack');
    const lambda = new LambdaFunction(stack, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('export const handler = () => {};'),
    });
    const errors = new Metric({ namespace: 'Test', metricName: 'Errors', period: Duration.minutes(1) });
    const alarm = new Alarm(stack, 'Alarm', { metric: errors, threshold: 1, evaluationPeriods: 1 });
    new SafeDeployment(stack, 'Deployment', { alias: lambda.addAlias('live'), shift: 'canary', alarms: [alarm] });
    Template.fromStack(stack).hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: Match.stringLikeRegexp('^Alarm') } }] },
      AutoRollbackConfiguration: { Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']) },
    });
  });
});
