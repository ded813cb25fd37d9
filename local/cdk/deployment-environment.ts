import { LOCAL_REGION } from '../local-account';

/**
 * The variables that lead the tools of AWS to an emulator. The credentials are never real ones, so whatever goes wrong,
 * nothing is deployed to a real account.
 *
 * @param s3Endpoint where S3 answers with the bucket's name in the host; without it, in the path
 */
export const awsVariables = (endpoint: string, s3Endpoint = withBucketsInThePath(endpoint)) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_S3: s3Endpoint,
  AWS_REGION: LOCAL_REGION,
  AWS_DEFAULT_REGION: LOCAL_REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  // cdklocal drops other variables of AWS, and takes us-east-1.
  AWS_ENVAR_ALLOWLIST: 'AWS_REGION,AWS_DEFAULT_REGION',
});

/** The SDK puts a bucket's name before a host name, where it may not resolve, but not before an address. */
const withBucketsInThePath = (endpoint: string): string => endpoint.replace('//localhost', '//127.0.0.1');

/** The caller's environment, with those variables and no others of AWS. */
export const deploymentEnvironment = (
  endpoint: string,
  caller: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(caller).filter(([name]) => !name.startsWith('AWS_'))),
  ...awsVariables(endpoint, caller['AWS_ENDPOINT_URL_S3']),
  // What is tried on a machine stays there.
  CDK_DISABLE_CLI_TELEMETRY: 'true',
});
