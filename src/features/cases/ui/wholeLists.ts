import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../../client/hooks.tsx';
import type { ActionTypes, Client } from '../../../client/index.ts';
import type { Overview } from './types.ts';

export type ListName = Overview['more'][number];
type Lists = Pick<Overview, ListName>;

/** The overview with the lists that were asked for in full, and what is still cut. */
export type WholeLists = {
  overview: Overview;
  /** Reads lists to their end; those that are whole already stay as they are. */
  loadRest: (lists: readonly ListName[]) => void;
  isLoading: (list: ListName) => boolean;
  problem: unknown;
};

const pageRows = 200;

async function readToEnd(client: Client, caseId: string, list: ListName): Promise<Partial<Lists>> {
  const rows: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: ActionTypes['cases.contents']['output'] = await client.call('cases.contents', {
      caseId,
      list,
      limit: pageRows,
      ...(cursor !== null && { cursor }),
    });
    rows.push(...(page[list] ?? []));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { [list]: rows };
}

/** Goes on with the lists of a case that are longer than its overview holds. */
export function useWholeLists(overview: Overview): WholeLists {
  const client = useClient();
  const [asked, setAsked] = useState<readonly ListName[]>([]);
  const caseId = overview.case.id;
  const wanted = overview.more.filter((list) => asked.includes(list));
  const reads = useQueries({
    queries: wanted.map((list) => ({
      queryKey: ['cases.contents', { caseId, list }],
      queryFn: () => readToEnd(client, caseId, list),
    })),
  });
  const read = wanted.filter((_, index) => reads[index]?.data !== undefined);
  const whole = reads.reduce<Partial<Lists>>((lists, { data }) => ({ ...lists, ...data }), {});
  return {
    overview: {
      ...overview,
      ...whole,
      more: overview.more.filter((list) => !read.includes(list)),
    },
    loadRest: (lists) => {
      setAsked([...new Set([...asked, ...lists])]);
      for (const one of reads) if (one.isError) void one.refetch();
    },
    isLoading: (list) => reads[wanted.indexOf(list)]?.isFetching ?? false,
    problem: reads.find(({ isError }) => isError)?.error ?? null,
  };
}
