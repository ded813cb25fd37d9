/** Gives lists as many rows as they want, as far as there are some: one each in turn, so that none takes another's. */
export const shareRows = (rows: number, wanted: readonly number[]): readonly number[] => {
  const shares = wanted.map(() => 0);
  let left = rows;
  for (let round = 0; left > 0 && wanted.some((count) => count > round); round++) {
    for (const [list, count] of wanted.entries()) {
      if (count <= round || left === 0) continue;
      shares[list] = round + 1;
      left--;
    }
  }
  return shares;
};
