import { Server } from 'node:net';

/**
 * Preloaded into the emulators' processes, which listen on all interfaces and cannot be told otherwise: makes their
 * server listen on LISTEN_PORT (0 for any free one) of the loopback address, reports the outcome to the parent, and
 * ends the process with its parent.
 */

/** What the parent is told of a server: the port that it listens on, or the error's code. */
export type ListenReport = { readonly port: number } | { readonly errorCode: string };

const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, ...args: readonly unknown[]): Server {
  this.once('error', (error: NodeJS.ErrnoException) => report({ errorCode: error.code ?? error.name }));
  this.once('listening', () => {
    const address = this.address();
    if (address !== null && typeof address === 'object') report({ port: address.port });
  });
  const callback = args.find((argument) => typeof argument === 'function');
  return Reflect.apply(listen, this, [{ port: Number(process.env['LISTEN_PORT']), host: '127.0.0.1' }, callback]);
};

const report = (message: ListenReport): void => {
  process.send?.(message);
};

process.on('disconnect', () => process.exit());
