/** Has a program of bench/programs answer the one input that it is given, and end. */
export const answer = <Input>(work: (input: Input) => unknown): void => {
  process.once('message', async ({ input }: { readonly input: Input }) => {
    try {
      const result = await work(input);
      process.send?.(result, () => process.exit());
    } catch (error) {
      // What Node says of an uncaught one begins with its line of the bundle, which may be all of it.
      console.error(error);
      process.exit(1);
    }
  });
};
