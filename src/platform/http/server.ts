import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  checkActions,
  isWrite,
  pathParameters,
  Problem,
  runAction,
  type Action,
  type Clock,
  type Services,
  type Upload,
} from '../action/index.ts';
import { decodeTexts } from '../action/query.ts';
import { actorOfEmail, actorOfSession, operatorActor, type SignedIn } from '../auth/actor.ts';
import { asOwner } from '../store/index.ts';
import { withoutTurns } from '../../words/direction.ts';
import { openApi } from '../action/openapi.ts';
import { referencePage } from './reference.ts';
import { openLimits } from './limits.ts';
import { receiveUpload } from './upload.ts';

const SESSION_COOKIE = 'palermo_session';
export const VERSION = '0.1.0';
const DEFAULT_BODY_BYTES = 1024 * 1024;
const DEFAULT_PER_MINUTE = 600;
const ANONYMOUS_PER_MINUTE = 60;

/** The HTTP face of the declared actions. Nothing reaches a use case but through `runAction`. */
export async function createServer(
  services: Services,
  clock: Clock,
  actions: readonly Action[],
): Promise<FastifyInstance> {
  checkActions(actions);
  const secure = services.config.origin.startsWith('https:');
  const server = fastify({
    logger: false,
    trustProxy: secure ? 'loopback' : false,
    bodyLimit: DEFAULT_BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
  });
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: secure,
  });
  server.removeContentTypeParser(['text/plain']);
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
  });
  server.setErrorHandler((error, _request, reply) => sendProblem(reply, httpProblem(error)));
  const limits = openLimits(() => clock.now().getTime());
  for (const action of actions) {
    server.route({
      method: action.spec.method,
      url: action.spec.path,
      bodyLimit: action.spec.limits?.bodyBytes ?? DEFAULT_BODY_BYTES,
      handler: (request, reply) => handle({ services, clock, limits, secure }, action, request, reply),
    });
  }
  const description = openApi(actions, VERSION);
  const page = referencePage(actions);
  server.get('/api/openapi.json', (_request, reply) => reply.send(description));
  server.get('/api', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  server.all('/api/*', () => {
    throw new Problem('not-found');
  });
  return server;
}

interface Machinery {
  readonly services: Services;
  readonly clock: Clock;
  readonly limits: ReturnType<typeof openLimits>;
  readonly secure: boolean;
}

async function handle(
  machinery: Machinery,
  action: Action,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { services, clock } = machinery;
  const { spec } = action;
  const token = request.cookies[SESSION_COOKIE] ?? null;
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
  if (isWrite(action) && bearer === null) refuseForged(request, services.config.origin);
  const signedIn =
    spec.permission === 'anyone' ? null : await whoAsks(services, token, bearer, header(request, 'x-palermo-as'));
  limitRate(machinery, action, request, signedIn);
  refuseOtherHat(request, signedIn);
  let upload: Upload | null = null;
  try {
    if (spec.body === 'file') upload = await takeUpload(services, action, request);
    const result = await runAction(services, clock, {
      action,
      input: inputOf(action, request),
      actor: signedIn?.actor ?? null,
      standing: signedIn?.standing ?? 'full',
      caller: {
        address: request.ip,
        device: (header(request, 'user-agent') ?? '').slice(0, 200),
        languages: (header(request, 'accept-language') ?? '').slice(0, 200),
        origin: services.config.origin,
        sessionToken: token,
      },
      ifMatch: header(request, 'if-match'),
      idempotencyKey: header(request, 'idempotency-key'),
      upload,
    });
    if ('file' in result) {
      if (result.file.headers) {
        // Who may frame the page stands in its policy; the older header knows only "same origin".
        reply.removeHeader('x-frame-options').headers(result.file.headers).type(result.file.mediaType);
        reply.code(result.file.status ?? 200);
        return await reply.send(result.file.stream);
      }
      return await reply
        .header('content-type', result.file.mediaType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(result.file.fileName)}`)
        .header('x-content-type-options', 'nosniff')
        .send(result.file.stream);
    }
    if (result.session) setSessionCookie(reply, result.session, machinery.secure);
    return await reply.send(result.output ?? null);
  } finally {
    if (upload) await rm(upload.path, { force: true });
  }
}

async function whoAsks(
  services: Services,
  token: string | null,
  bearer: string | null,
  as: string | null,
): Promise<SignedIn | null> {
  if (bearer === null) return token ? actorOfSession(services.database, token) : null;
  if (!services.keys.isOperator(bearer)) return null;
  if (as === null) return { actor: operatorActor(), standing: 'full' };
  const actor = await asOwner(services.database, (store) => actorOfEmail(store, as));
  return actor ? { actor, standing: 'full' } : null;
}

/**
 * A write with a cookie must come from this application: the header cannot be set by a form or another site's page
 * without asking first, which is never granted, and the origin, where the browser tells it, must be ours.
 */
function refuseForged(request: FastifyRequest, origin: string): void {
  const from = header(request, 'origin');
  const own = from === null || from === origin || URL.parse(from)?.host === request.host;
  const site = header(request, 'sec-fetch-site');
  if (
    !own ||
    header(request, 'x-palermo-client') === null ||
    (site !== null && site !== 'same-origin' && site !== 'none')
  )
    throw new Problem('request-forged');
}

/** What was written in one hat is not taken from another that the same browser wears by now. */
function refuseOtherHat(request: FastifyRequest, signedIn: SignedIn | null): void {
  const meant = header(request, 'x-palermo-membership');
  if (meant !== null && signedIn !== null && meant !== signedIn.actor.membershipId) throw new Problem('not-signed-in');
}

function limitRate({ limits }: Machinery, { spec }: Action, request: FastifyRequest, signedIn: SignedIn | null): void {
  const perMinute = spec.limits?.perMinute ?? (signedIn ? DEFAULT_PER_MINUTE : ANONYMOUS_PER_MINUTE);
  if (!limits.allow(`${spec.name} ${signedIn?.actor.userId ?? request.ip}`, perMinute))
    throw new Problem('too-many-requests');
}

/** Path, query and body are one input; a field may come from one of them only. */
function inputOf({ spec }: Action, request: FastifyRequest): Record<string, unknown> {
  const names = new Set(pathParameters(spec.path));
  const query = decodeTexts(spec.input, request.query as Record<string, string | string[]>);
  const body = spec.body !== 'file' && request.body !== null && request.body !== undefined ? request.body : {};
  if (typeof body !== 'object' || Array.isArray(body))
    throw new Problem('invalid-input', { fields: [{ field: '', message: 'send a JSON object' }] });
  const twice = [...Object.keys(query), ...Object.keys(body)].filter(
    (name) => names.has(name) || (name in query && name in body),
  );
  if (twice.length > 0) throw new Problem('unknown-field', { fields: twice });
  return { ...query, ...body, ...decodeTexts(spec.input, request.params as Record<string, string>) };
}

async function takeUpload(services: Services, { spec }: Action, request: FastifyRequest): Promise<Upload> {
  if (!(request.body instanceof Readable)) throw new Problem('unsupported-type', { send: 'application/octet-stream' });
  const fileName = withoutTurns(decodeFileName(header(request, 'x-file-name') ?? 'file'));
  return receiveUpload(
    request.body,
    join(services.config.dataFolder, 'incoming'),
    fileName,
    spec.limits?.bodyBytes ?? DEFAULT_BODY_BYTES,
  );
}

/** The name as a label only: no folders, no control characters, never used as a path. */
function decodeFileName(text: string): string {
  try {
    return (
      decodeURIComponent(text)
        .replace(/^.*[\\/]/, '')
        .replace(/\p{C}/gu, '')
        .slice(0, 200) || 'file'
    );
  } catch {
    return 'file';
  }
}

function setSessionCookie(
  reply: FastifyReply,
  change: { token: string | null; expiresAt?: Date | undefined },
  secure: boolean,
): void {
  const common = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  if (change.token === null) reply.clearCookie(SESSION_COOKIE, common);
  else
    reply.setCookie(SESSION_COOKIE, change.token, {
      ...common,
      ...(change.expiresAt ? { expires: change.expiresAt } : {}),
    });
}

const header = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

function httpProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('unsupported-type');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('invalid-input');
  // The message of an unforeseen error may quote data; only its kind and place are printed.
  process.stderr.write(`${new Date().toISOString()} ${describe(error)}\n`);
  return new Problem('internal-error');
}

const describe = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''} ${(error.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 6)
        .map((line) => line.trim())
        .join(' < ')}`
    : 'unknown error';

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 429) reply.header('retry-after', '60');
  return reply.status(problem.status).send(problem.body());
}
