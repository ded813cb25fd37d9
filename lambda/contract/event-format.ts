/** The formats of published events that a stage can choose from. */
export const eventFormatNames = ['nested', 'flat', 'ocsf'] as const;
export type EventFormatName = (typeof eventFormatNames)[number];
