import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { makeSetUpLink } from './features/accounts/index.ts';
import { FolderInUse, openInstallation, type Installation } from './installation.ts';
import { readConfig, type Config } from './platform/config/index.ts';
import { removeServerFile, writeServerFile } from './platform/config/server-file.ts';
import { serveWeb } from './platform/http/web.ts';
import { explainDatabase } from './platform/store/index.ts';

const webFolder = join(import.meta.dirname, '../dist/web');
const GRACE_MILLISECONDS = 15_000;

await start();

/** Opens the installation, serves it until a signal, and says where it is. */
async function start(): Promise<void> {
  let config: Config | undefined;
  let installation: Installation | undefined;
  try {
    config = readConfig();
    installation = await openInstallation(config);
    const hasWeb = await serveWeb(installation.server, webFolder);
    const url = await listen(installation, config);
    if (config.databaseUrl === null) await writeServerFile(config.dataFolder, url);
    stopOnSignal(installation, config);
    await greet(installation, config, url, hasWeb);
  } catch (error) {
    process.stderr.write(`${explain(error, config)}\n`);
    await installation?.close().catch(() => undefined);
    process.exit(1);
  }
}

/** Listens, and answers the address under which this machine reaches it. */
async function listen({ server }: Installation, { host, port }: Config): Promise<string> {
  await server.listen({ host, port });
  const address = server.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(near) ? `[${near}]` : near}:${bound}`;
}

async function greet(installation: Installation, config: Config, url: string, hasWeb: boolean): Promise<void> {
  const bound = new URL(url).port;
  const origin = config.origin === 'http://localhost:0' ? `http://localhost:${bound}` : config.origin;
  const place = config.databaseUrl === null ? config.dataFolder : 'the PostgreSQL server of DATABASE_URL';
  const lines = [`Palermo is open at ${origin}`, `The data are in ${place}. Stop with Ctrl+C.`];
  if (!hasWeb)
    lines.push('The web app is not built, so only the interface at /api answers. Build it with: npm run build');
  const link = await makeSetUpLink(installation.services.database, new Date());
  if (link) lines.push(`Set it up, once, at: ${origin}${link.path}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The first signal ends the work in hand in good order; a second one ends it at once, as a power cut would. */
function stopOnSignal(installation: Installation, config: Config): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), GRACE_MILLISECONDS).unref();
    void end(installation, config).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function end(installation: Installation, config: Config): Promise<void> {
  await removeServerFile(config.dataFolder);
  await installation.close();
}

function explain(error: unknown, config: Config | undefined): string {
  if (error instanceof FolderInUse) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (config && code === 'EADDRINUSE')
    return `Port ${config.port} is in use by another program. Stop that one, or choose another port: PORT=${config.port + 1} npm start`;
  if (config && code === 'EACCES' && isListening(error))
    return `Port ${config.port} is for administrators of this machine only. Choose one above 1023: PORT=3210 npm start`;
  if (config && code === 'EADDRNOTAVAIL')
    return `HOST=${config.host} is not an address of this machine. Leave HOST out, or use 0.0.0.0.`;
  if (config && (code === 'EACCES' || code === 'EROFS' || code === 'EPERM'))
    return `The folder ${config.dataFolder} cannot be written by this user. Give it to them, or name another one in PALERMO_DATA.`;
  if (config && code === 'ENOSPC') return `There is no room left on the disk of ${config.dataFolder}.`;
  const database = explainDatabase(error, config?.databaseUrl ?? null);
  if (database !== null) return database;
  if (!config && error instanceof Error) return `The settings in the environment are not right.\n${error.message}`;
  return `Palermo could not start. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function isListening(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'listen';
}
