/** In bytes, as AWS bills it. */
export const GIGABYTE = 1_024 ** 3;
