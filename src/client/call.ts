import type { ActionName, ActionTypes } from './actions.generated.ts';
import { actionTable } from './actions.generated.ts';
import type { ProblemCode } from '../words/problems.ts';

/** Carries one request to a Palermo: `fetch` in the browser, the server itself in the command line. */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;
export interface TransportRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Blob | Uint8Array | ReadableStream<Uint8Array>;
}
export interface TransportReply {
  readonly status: number;
  readonly json: () => Promise<unknown>;
  readonly blob: () => Promise<Blob>;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly headers: { get(name: string): string | null };
}

export interface CallOptions {
  /** The version being changed; needed by actions that change one record. */
  readonly version?: number;
  /** Repeat safety: the same key does the write once. Made for each call when not given. */
  readonly idempotencyKey?: string;
  /** The hat it was written in. A session that wears another by now, or is another person's, is refused. */
  readonly membershipId?: string;
  readonly file?: { readonly name: string; readonly content: Blob | Uint8Array | ReadableStream<Uint8Array> };
}

/** A problem the server answered with, in the same words everywhere. */
export class CallProblem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: Record<string, unknown> | undefined;
  constructor(status: number, body: { code: ProblemCode; message: string; details?: Record<string, unknown> }) {
    super(body.message);
    this.name = 'CallProblem';
    this.status = status;
    this.code = body.code;
    this.details = body.details;
  }
}

export interface Client {
  /** Runs one declared action; throws `CallProblem` when the server refuses. */
  call<N extends ActionName>(
    name: N,
    input: ActionTypes[N]['input'],
    options?: CallOptions,
  ): Promise<ActionTypes[N]['output']>;
  /** Runs an action that answers with a file. */
  download<N extends ActionName>(
    name: N,
    input: ActionTypes[N]['input'],
    options?: CallOptions,
  ): Promise<{ blob: Blob; fileName: string }>;
  /** The same, as a stream: for files too large to hold in memory. */
  stream<N extends ActionName>(
    name: N,
    input: ActionTypes[N]['input'],
    options?: CallOptions,
  ): Promise<{ stream: ReadableStream<Uint8Array>; fileName: string }>;
}

/** The typed client over any transport. */
export function createClient(transport: Transport, newKey: () => string): Client {
  const send = async (
    name: ActionName,
    input: Record<string, unknown>,
    options: CallOptions = {},
  ): Promise<TransportReply> => {
    const reply = await transport(requestFor(name, input, options, newKey));
    if (reply.status >= 400)
      throw new CallProblem(reply.status, (await reply.json()) as { code: ProblemCode; message: string });
    return reply;
  };
  return {
    call: async (name, input, options) => (await (await send(name, input, options)).json()) as never,
    download: async (name, input, options) => {
      const reply = await send(name, input, options);
      return { blob: await reply.blob(), fileName: fileNameOf(reply) };
    },
    stream: async (name, input, options) => {
      const reply = await send(name, input, options);
      return { stream: reply.body ?? new Blob([]).stream(), fileName: fileNameOf(reply) };
    },
  };
}

function fileNameOf(reply: TransportReply): string {
  const name = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get('content-disposition') ?? '')?.[1];
  return name === undefined ? 'file' : decodeURIComponent(name);
}

function requestFor(
  name: ActionName,
  input: Record<string, unknown>,
  options: CallOptions,
  newKey: () => string,
): TransportRequest {
  const action = actionTable[name];
  const rest = { ...input };
  const path = action.path.replace(/:(\w+)/g, (_match, parameter: string) => {
    const value = String(rest[parameter]);
    delete rest[parameter];
    return encodeURIComponent(value);
  });
  const headers: Record<string, string> = { 'x-palermo-client': 'palermo' };
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  if (action.method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? newKey();
  if (options.membershipId) headers['x-palermo-membership'] = options.membershipId;
  if (options.file) {
    headers['content-type'] = 'application/octet-stream';
    headers['x-file-name'] = encodeURIComponent(options.file.name);
    return { method: action.method, path: path + queryOf(rest), headers, body: options.file.content };
  }
  if (action.method === 'GET' || Object.keys(rest).length === 0)
    return { method: action.method, path: path + queryOf(rest), headers };
  headers['content-type'] = 'application/json';
  return { method: action.method, path, headers, body: JSON.stringify(rest) };
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : (Array.isArray(value) ? value : [value]).map((item): [string, string] => [name, String(item)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
