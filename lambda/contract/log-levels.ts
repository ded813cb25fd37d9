/** What the function can log from, as Powertools names them. */
export const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
