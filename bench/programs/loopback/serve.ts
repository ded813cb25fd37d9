import { startStubServer } from '../../loopback/stub-server';

/** Serves the stub in a process of its own, so that its processor time is nobody else's, until its parent ends it. */
process.on('disconnect', () => process.exit());
const { endpoint } = await startStubServer();
process.send?.({ endpoint });
