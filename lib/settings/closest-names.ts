/** Beyond that, a name is another one rather than a misspelt one. */
const MISSPELT_LETTERS = 1 / 3;

/** Those of the names that are closest to a misspelt one, in whatever letter case; none where none is close. */
export const closestNames = (misspelt: string, names: readonly string[]): readonly string[] => {
  const candidates = names.map((name) => ({
    name,
    distance: editDistance(misspelt.toLowerCase(), name.toLowerCase()),
  }));
  const least = Math.min(...candidates.map(({ distance }) => distance));
  if (least > misspelt.length * MISSPELT_LETTERS) return [];
  return candidates.filter(({ distance }) => distance === least).map(({ name }) => name);
};

/** Levenshtein's: how many letters have to be added, left out or replaced. */
const editDistance = (from: string, to: string): number => {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    let left = index + 1;
    let diagonal = index;
    const row = [left];
    for (const [column, up] of above.slice(1).entries()) {
      left = Math.min(left + 1, up + 1, diagonal + (letter === to[column] ? 0 : 1));
      diagonal = up;
      row.push(left);
    }
    above = row;
  }
  return Math.max(...above.slice(-1));
};
