import type { ActionTypes } from '../actions.generated.ts';
import type { Client } from '../call.ts';
import type { OutboxEntry } from './entries.ts';
import type { OfflineState, Watched } from './state.ts';
import type { DeviceWork } from './work.ts';

type Session = ActionTypes['session.open']['output'];

/** Work with no network, as the pages use it. Its weight is loaded only where a device keeps a copy. */
export interface Offline {
  /** The client of the pages: over the wire, and from the device where the wire fails. */
  readonly client: Client;
  readonly state: Pick<Watched<OfflineState>, 'get' | 'subscribe'>;
  /** Looks after the copies of this browser; called once when the app starts. */
  start(): Promise<void>;
  /** Makes this browser a device of the person signed in; their password opens the copy with no network. */
  prepare(session: Session, name: string, password: string): Promise<void>;
  /** Opens the copy with the password, with no network; where a person is named, theirs alone. */
  unlock(password: string, userId?: string): Promise<'open' | 'wrong' | 'shut'>;
  /** Forgets the key; what is kept stays encrypted. */
  close(): void;
  /** Erases the copy of the person signed in from this browser. */
  forget(): Promise<void>;
  take(caseId: string): Promise<void>;
  putBack(caseId: string): Promise<void>;
  /** Sends what waits, now. */
  send(): Promise<void>;
  /** Null while no copy is open. */
  work(): DeviceWork | null;
  /** The person read that the copy was erased. */
  readonly heardOfWipe: () => void;
  /** Calls back when a write was kept for later, and when the server took some. */
  on(listener: OfflineListener): () => void;
}

export interface OfflineListener {
  readonly kept?: (entry: OutboxEntry) => void;
  readonly sent?: () => void;
}
