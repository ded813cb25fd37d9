/** Where an emulated AWS puts what is deployed to it, and who one is there. */
export const LOCAL_REGION = 'eu-west-1';
export const LOCAL_ACCOUNT = '000000000000';

/** Emulators take any. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };
