/** Does nothing, and answers what Lambda's event source must not take for success. */
export const handler = async () => ({ batchItemFailures: [{ itemIdentifier: 'nobody' }] });
