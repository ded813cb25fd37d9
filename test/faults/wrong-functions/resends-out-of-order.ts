import { type PutIntoStream, wrongFunction } from './wrong-function';

/** Publishes a submission's events in one call, and puts those that failed again, after those that did not. */
const publish: PutIntoStream = async (put, records) => {
  let left = records;
  while (left.length > 0) {
    const accepted = await put(left);
    left = left.filter((_, index) => !accepted[index]);
  }
};

export const handler = wrongFunction(publish);
