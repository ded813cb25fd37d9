/** Has a program of bench/programs answer the one input that it is given, and end. */
export const answer = <Input>(work: (input: Input) => unknown): void => {
  process.once('message', async ({ input }: { readonly input: Input }) => {
    const result = await work(input);
    process.send?.(result, () => process.exit());
  });
};
