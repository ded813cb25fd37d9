/** Says what is being done, and how long it took. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export const createStep =
  (say: (line: string) => void): Step =>
  async (what, work) => {
    const startedAt = Date.now();
    say(`${what} ...`);
    const result = await work();
    say(`  done in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
    return result;
  };
