import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FastifyInstance } from 'fastify';
import type { Transport, TransportReply, TransportRequest } from '../client/index.ts';
import { Failure } from './failure.ts';

type Identity = Readonly<Record<string, string>>;
type Body = TransportRequest['body'];

/** Requests to the server that holds the folder. Without time limits: a backup may take as long as it takes. */
export function httpTransport(address: string, identity: Identity): Transport {
  return (request) =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        new URL(request.path, address),
        { method: request.method, headers: { ...request.headers, ...identity } },
        (incoming) => resolve(replyFrom(incoming.statusCode ?? 500, incoming.headers, incoming)),
      );
      // A server that refuses answers before it has read a long body; the answer counts, not the broken pipe.
      outgoing.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, address)));
      const body = bodyStream(request.body);
      if (body instanceof Readable) void pipeline(body, outgoing).catch(reject);
      else outgoing.end(body);
    });
}

/** What to do when the server has gone, in the place of the bare words of the connection. */
function explained(error: NodeJS.ErrnoException, address: string): Error {
  if (error.code !== 'ECONNREFUSED' && error.code !== 'ECONNRESET') return error;
  return new Failure(
    'server-gone',
    error.code === 'ECONNREFUSED'
      ? `The server that holds the data folder does not answer at ${address}. It may be starting or stopping: try again in a moment. If it hangs, stop it and start it again; with no server running, this command opens the folder itself.`
      : `The server at ${address} broke the connection off, as when it is stopped. Whether it did what was asked is not known: look, then try again.`,
  );
}

/** Requests to an installation in this process, by the same door as those that come over the network. */
export function innerTransport(server: FastifyInstance, identity: Identity): Transport {
  return async (request) => {
    const payload = bodyStream(request.body);
    const answer = await server.inject({
      method: request.method as 'GET',
      url: request.path,
      headers: { ...request.headers, ...identity },
      ...(payload === undefined ? {} : { payload }),
      payloadAsStream: true,
    });
    return replyFrom(answer.statusCode, answer.headers, answer.stream());
  };
}

function bodyStream(body: Body): string | Buffer | Readable | undefined {
  if (body === undefined || typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Readable.fromWeb((body instanceof Blob ? body.stream() : body) as NodeReadableStream);
}

function replyFrom(
  status: number,
  headers: IncomingMessage['headers'] | Record<string, unknown>,
  stream: Readable,
): TransportReply {
  const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  return {
    status,
    body,
    json: () => new Response(body).json(),
    blob: () => new Response(body).blob(),
    headers: {
      get: (name) => {
        const value = headers[name.toLowerCase()];
        return typeof value === 'string' || typeof value === 'number' ? `${value}` : null;
      },
    },
  };
}
