/** A string, with the colon behind it where it is a key, or what opens or closes an object or a list. */
const token = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g;

/**
 * Whether a submission has `events` more than once, or a list of events more than once: what stands in all but the last
 * would be lost.
 *
 * @param json text of a JSON object
 */
export const repeatsEvents = (json: string): boolean => {
  const seen = new Set<string>();
  let depth = 0;
  let field: unknown;
  for (const [text, string, colon] of json.matchAll(token)) {
    if (string === undefined) depth += text === '{' || text === '[' ? 1 : -1;
    if (string === undefined || colon === undefined || depth > 2) continue;

    const key: unknown = JSON.parse(string);
    if (depth === 1) field = key;
    if (field !== 'events') continue;
    const place = `${depth} ${key}`;
    if (seen.has(place)) return true;
    seen.add(place);
  }
  return false;
};
