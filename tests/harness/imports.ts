import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './house.ts';
import type { ImportView } from '../../src/features/imports/schema.ts';

/** Waits until the worker is done with an import, as a screen would. */
export async function settled(person: Pick<Person, 'call'>, id: string): Promise<ImportView> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const { body } = await person.call<ImportView>('GET', `/api/imports/${id}`);
    if (!['received', 'drafting', 'applying', 'undoing'].includes(body.state)) return body;
    await sleep(50);
  }
  throw new Error('the import did not come to an end');
}

/** Sends a file and waits for its draft. */
export async function drafted(
  person: Pick<Person, 'call'>,
  name: string,
  content: Buffer | string,
  query = '',
): Promise<ImportView> {
  const answer = await person.call<ImportView>('POST', `/api/imports${query}`, undefined, { file: { name, content } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return settled(person, answer.body.id);
}

export async function applied(person: Pick<Person, 'call'>, draft: ImportView, body: object = {}): Promise<ImportView> {
  const answer = await person.call<ImportView>('POST', `/api/imports/${draft.id}/apply`, body, {
    ifMatch: draft.version,
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return settled(person, draft.id);
}

export async function undone(
  person: Pick<Person, 'call'>,
  done: ImportView,
  body: object = { reason: 'brought in by mistake' },
): Promise<ImportView> {
  const answer = await person.call<ImportView>('POST', `/api/imports/${done.id}/undo`, body, { ifMatch: done.version });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return settled(person, done.id);
}
