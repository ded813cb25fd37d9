/** As JSON.stringify writes it, which takes longer. */
export const jsonText = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : JSON.stringify(value);
