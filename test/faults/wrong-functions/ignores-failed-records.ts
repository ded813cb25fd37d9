import { type PutIntoStream, wrongFunction } from './wrong-function';

/** Publishes a submission's events in one call, and takes the call's success for that of its records. */
const publish: PutIntoStream = async (put, records) => {
  await put(records);
};

export const handler = wrongFunction(publish);
