import type { Client } from '../../src/client/index.ts';

/** What writers were told: the last words each case was acknowledged with, and those still on the way at a crash. */
export interface Ledger {
  readonly acknowledged: Map<string, { version: number; reference: string }>;
  /** References sent but not acknowledged: each may or may not have arrived. */
  readonly open: Set<string>;
}

/** Writes cases one after the other, a new one or a change to an older one, until the server is gone. */
export async function writeUntilGone(
  client: Client,
  ledger: Ledger,
  writer: string,
  random: () => number,
): Promise<number> {
  let written = 0;
  const own: string[] = [];
  for (;;) {
    const reference = `${writer}-${written}`;
    const changed = own.length > 0 && random() < 0.5 ? own[Math.floor(random() * own.length)] : undefined;
    ledger.open.add(reference);
    try {
      const { id, version } =
        changed === undefined ? await create(client, reference) : await change(client, ledger, changed, reference);
      ledger.acknowledged.set(id, { version, reference });
      if (changed === undefined) own.push(id);
    } catch (error) {
      if (isGone(error)) return written;
      throw error;
    }
    ledger.open.delete(reference);
    written += 1;
  }
}

const create = (client: Client, reference: string): Promise<{ id: string; version: number }> =>
  client.call('cases.create', { reference });

function change(
  client: Client,
  ledger: Ledger,
  caseId: string,
  reference: string,
): Promise<{ id: string; version: number }> {
  const version = ledger.acknowledged.get(caseId)?.version ?? 0;
  return client.call('cases.update', { caseId, reference }, { version });
}

/** The connection broke because the process died; anything the server said is no such thing. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    ['server-gone', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(code) ||
    error instanceof SyntaxError
  );
}

/** Every case of the agency the client's user works in, by id. */
export async function allCases(client: Client): Promise<Map<string, { version: number; reference: string | null }>> {
  const found = new Map<string, { version: number; reference: string | null }>();
  let cursor: string | undefined;
  do {
    const page = await client.call('cases.list', { limit: 200, ...(cursor ? { cursor } : {}) });
    for (const { id, version, reference } of page.cases) found.set(id, { version, reference: reference ?? null });
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}
