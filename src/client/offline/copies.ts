import type { ActionName, ActionTypes } from '../actions.generated.ts';
import { CallProblem, type Client } from '../call.ts';
import { readsOfCase } from './captures.ts';
import { overlay, type Written } from './overlay.ts';
import { readName } from './readName.ts';
import type { SealedStore } from './sealed.ts';

type Overview = ActionTypes['cases.overview']['output'];

/** An answer as it was when the server gave it. */
export interface Copy<T = unknown> {
  readonly takenAt: string;
  readonly answer: T;
}

/** The cases taken along and other answers kept on the device. */
export interface Copies {
  find<N extends ActionName>(
    name: N,
    input: ActionTypes[N]['input'],
  ): Promise<Copy<ActionTypes[N]['output']> | undefined>;
  keep<N extends ActionName>(name: N, input: ActionTypes[N]['input'], answer: unknown): Promise<void>;
  /** Reads all of a case and keeps it; of a case that is not there (any more), nothing stays. */
  take(client: Client, caseId: string): Promise<'taken' | 'gone'>;
  putBack(caseId: string): Promise<void>;
  /** The ids of the cases taken along. */
  taken(): Promise<readonly string[]>;
  /** Writes into the copies what the server took, so that they are as it is now. */
  absorb(written: Written): Promise<void>;
}

const takenName = (caseId: string): string => `taken/${caseId}`;
const rowsPerPage = 200;

/** Copies in a sealed store. */
export function openCopies(store: SealedStore, now: () => Date): Copies {
  const keep: Copies['keep'] = (name, input, answer) =>
    store.write({ [readName(name, input)]: { takenAt: now().toISOString(), answer } });
  const taken: Copies['taken'] = async () => (await store.names('taken/')).map((name) => name.slice('taken/'.length));
  const putBack: Copies['putBack'] = (caseId) =>
    store.write(
      Object.fromEntries(
        [takenName(caseId), ...readsOfCase(caseId).map(({ name, input }) => readName(name, input))].map((name) => [
          name,
          null,
        ]),
      ),
    );
  return {
    find: (name, input) => store.read(readName(name, input)),
    keep,
    taken,
    putBack,
    take: async (client, caseId) => {
      try {
        for (const { name, input } of readsOfCase(caseId)) {
          const answer = await client.call(name, input);
          await keep(name, input, name === 'cases.overview' ? await wholeOf(client, answer as Overview) : answer);
        }
        await store.write({ [takenName(caseId)]: { takenAt: now().toISOString() } });
        return 'taken';
      } catch (problem) {
        if (!(problem instanceof CallProblem) || problem.code !== 'not-found') throw problem;
        await putBack(caseId);
        return 'gone';
      }
    },
    absorb: async (written) => {
      const kept = await Promise.all(
        (await taken()).map(async (caseId): Promise<[string, Copy<Overview>] | null> => {
          const name = readName('cases.overview', { caseId });
          const copy = await store.read<Copy<Overview>>(name);
          return copy === undefined ? null : [name, { ...copy, answer: overlay(copy.answer, written) }];
        }),
      );
      await store.write(Object.fromEntries(kept.filter((one) => one !== null)));
    },
  };
}

/** The page of a case with its longer lists read to their end. */
async function wholeOf(client: Client, overview: Overview): Promise<Overview> {
  let whole = overview;
  for (const list of overview.more) {
    const rows: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: ActionTypes['cases.contents']['output'] = await client.call('cases.contents', {
        caseId: overview.case.id,
        list,
        limit: rowsPerPage,
        ...(cursor !== null && { cursor }),
      });
      rows.push(...(page[list] ?? []));
      cursor = page.nextCursor;
    } while (cursor !== null);
    whole = { ...whole, [list]: rows };
  }
  return { ...whole, more: [] };
}
