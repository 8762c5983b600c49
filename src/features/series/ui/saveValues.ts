import type { Client } from '../../../client/call.ts';
import { offerFile } from '../../../client/hooks.tsx';
import { csvOfValues } from './valuesCsv.ts';

const everything = { dimension: '*', category: '*', sex: '*', ageGroup: '*', limit: 50_000 } as const;

/** Hands every figure of an indicator in one release to the browser as CSV. */
export async function saveValues(
  client: Client,
  asked: { source: string; indicator: string; release: string },
): Promise<void> {
  const { values } = await client.call('series.values', { ...asked, ...everything });
  const file = new Blob([csvOfValues(values)], { type: 'text/csv;charset=utf-8' });
  offerFile(file, `${asked.source}-${asked.indicator}-${asked.release}.csv`);
}
