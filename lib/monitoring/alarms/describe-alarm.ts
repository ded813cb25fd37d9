/** What a person on call reads first. */
export const describeAlarm = (meaning: string, runbookUrl: string, section: string): string =>
  `${meaning} What to do: ${runbookUrl}#${section}`;
