import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import type { ActionName, ActionTypes } from './actions.generated.ts';
import type { CallOptions, Client } from './call.ts';

type Input<N extends ActionName> = ActionTypes[N]['input'];
type Output<N extends ActionName> = ActionTypes[N]['output'];

const ClientContext = createContext<Client | null>(null);

/** Lends the pages the client they call the server with. */
export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

/** The client itself, for downloads and for what is neither a read nor a write of the page. */
export function useClient(): Client {
  const client = use(ClientContext);
  if (client === null) throw new Error('A page needs a ClientProvider around it.');
  return client;
}

export interface ReadOptions<N extends ActionName> {
  /** False waits: what the input is made of is not known yet. */
  readonly enabled?: boolean;
  /** Keeps the last answer on the page while another is fetched, as lists want when their filter changes. */
  readonly keep?: boolean;
  /** Asks again after so many milliseconds, or not (false); told the last answer. */
  readonly again?: (last: Output<N> | undefined) => number | false;
}

/** Reads by a declared action, for a page: `useAction('cases.open', { caseId })`. */
export function useAction<N extends ActionName>(
  name: N,
  input: Input<N>,
  { enabled = true, keep = false, again }: ReadOptions<N> = {},
): UseQueryResult<Output<N>> {
  const client = useClient();
  return useQuery({
    queryKey: [name, input],
    queryFn: (): Promise<Output<N>> => client.call(name, input),
    enabled,
    ...(keep && { placeholderData: keepPreviousData as never }),
    ...(again && { refetchInterval: (query) => again(query.state.data as Output<N> | undefined) }),
  });
}

export interface Run<N extends ActionName> {
  /** Does it. Answers undefined when the server refuses; `problem` then says why. */
  readonly run: (input: Input<N>, options?: CallOptions) => Promise<Output<N> | undefined>;
  readonly busy: boolean;
  /** Why the last attempt failed; null when it did not. */
  readonly problem: Error | null;
  /** Forgets the problem, such as when a dialog opens anew. */
  readonly reset: () => void;
}

/**
 * Writes by a declared action. When it is done, what the page has read of these families (`cases` for `cases.list`
 * and its like; the action's own, when none is named) is read anew.
 */
export function useRun<N extends ActionName>(name: N, changes?: readonly string[]): Run<N> {
  const client = useClient();
  const queries = useQueryClient();
  const families = changes ?? [familyOf(name)];
  const mutation = useMutation({
    mutationFn: ({ input, options }: { input: Input<N>; options: CallOptions }) => client.call(name, input, options),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => families.includes(familyOf(String(queryKey[0]))) }),
  });
  return {
    run: (input, options = {}) => mutation.mutateAsync({ input, options }).catch(() => undefined),
    busy: mutation.isPending,
    problem: mutation.error,
    reset: mutation.reset,
  };
}

const familyOf = (name: string): string => name.split('.')[0] ?? name;

/** Fetches a file by a declared action and hands it to the browser to keep. */
export async function saveFile<N extends ActionName>(client: Client, name: N, input: Input<N>): Promise<void> {
  const { blob, fileName } = await client.download(name, input);
  offerFile(blob, fileName);
}

/** Hands content to the browser to keep as a file. */
export function offerFile(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser takes the content after the click is handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
