import type { Actor } from '../access/actor.ts';
import type { Standing } from '../auth/actor.ts';
import type { Action, Caller, Upload } from './define.ts';

/** One request for one action, after the connection and before the transaction. */
export interface Request {
  readonly action: Action;
  readonly input: unknown;
  readonly actor: Actor | null;
  readonly standing: Standing;
  readonly caller: Caller;
  readonly ifMatch: string | null;
  readonly idempotencyKey: string | null;
  readonly upload: Upload | null;
}
