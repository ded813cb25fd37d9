import { App } from 'aws-cdk-lib';
import { DetectionStack } from './detection-stack.js';

new DetectionStack(new App(), 'Detection');
