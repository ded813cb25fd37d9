import { dataRights, keyRights } from '../../lib/function-rights';

/** The policy that a role of one's own has to have, with names of ARNs in place of ARNs. */
export const functionRightsPolicy = (): string => {
  const statements = [
    ...dataRights({
      stream: 'ARN_OF_THE_STREAM',
      submissionQueue: 'ARN_OF_THE_SUBMISSION_QUEUE',
      diagnosticQueue: 'ARN_OF_THE_DIAGNOSTIC_QUEUE',
      logGroup: 'ARN_OF_THE_LOG_GROUP:*',
    }),
    ...keyRights({ key: 'ARN_OF_THE_KEY', formerKey: 'ARN_OF_THE_FORMER_KEY' }),
  ];
  const policy = { Version: '2012-10-17', Statement: statements.map((statement) => statement.toStatementJson()) };
  return `\`\`\`json\n${JSON.stringify(policy, undefined, 2)}\n\`\`\``;
};
