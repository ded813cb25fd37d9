import { SERVICE_NAME } from '../../lambda/contract/metrics';

/**
 * The name that people see in a call and look for in the console. As unique as the function's metrics are: by service
 * and stage. Fixed names are safe here, since nothing of what bears them holds data.
 */
export const physicalNameOf = (stage: string, name: string): string => `${SERVICE_NAME}-${stage}-${name}`;
