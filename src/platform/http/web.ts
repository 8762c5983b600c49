import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../action/index.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Serves a built web app beside the API: files under `assets/` carry a hash in their name and never change, the page
 * itself is asked for anew each time, and any other address a browser opens is a place inside the app. Files that
 * the build compressed (`.br`, `.gz`) are sent as they are. Answers false when nothing is built in the folder.
 */
export async function serveWeb(server: FastifyInstance, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) return false;
  const assets = join(folder, 'assets');
  await server.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header(
        'cache-control',
        path.startsWith(assets) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
      );
      reply.header('vary', 'accept-encoding');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !basename(path).includes('.');
    if (!isPage || path.startsWith('/api')) throw new Problem('not-found');
    return reply.sendFile('index.html');
  });
  return true;
}
