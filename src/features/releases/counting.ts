import { cellKeys, keyOf, withNoise, type Alike } from '../../engines/disclosure/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import { countAlike, lastFullStep, smallestShown } from '../statistics/index.ts';
import type { ReleaseOpened } from './schema.ts';

interface Counted {
  readonly alike: readonly Alike[];
  /** What was entered later is not in it. */
  readonly countedAt: string;
}

/** What a release counts, in the maker's own reach; null where it is too few to tell of anybody. */
export async function countFor(store: Store, actor: Actor, release: ReleaseOpened): Promise<Counted | null> {
  const agencyId = release.reach === 'agency' ? actor.agencyId : null;
  return release.stepped ? countInSteps(store, release, agencyId) : countAsItIs(store, release, agencyId);
}

async function countAsItIs(
  store: Store,
  { method, fields, unit, cutOff, settings }: ReleaseOpened,
  agencyId: string | null,
): Promise<Counted | null> {
  const countedAt = new Date().toISOString();
  const alike = await countAlike(store, fields, unit, {
    until: cutOff,
    agencyId,
    keyed: method === 'cell-key',
    enteredBy: countedAt,
  });
  return alike.reduce((sum, { count }) => sum + count, 0) < settings.threshold ? null : { alike, countedAt };
}

/**
 * For makers who may open no records: entries count in whole steps, and whether it is too few is told of the number with noise that
 * they are told live, by one threshold: what they choose and when they ask tells nothing more.
 */
async function countInSteps(
  store: Store,
  { fields, unit, cutOff }: ReleaseOpened,
  agencyId: string | null,
): Promise<Counted | null> {
  const smallest = await smallestShown(store);
  const moment = await lastFullStep(store, unit, smallest);
  const alike = await countAlike(store, fields, unit, { until: cutOff, agencyId, keyed: true, enteredBy: moment });
  const all = alike.reduce((sum, { count }) => sum + count, 0);
  const key = cellKeys(fields, alike).get(keyOf(fields.map(() => null))) ?? 0;
  return withNoise(all, key) < smallest ? null : { alike, countedAt: new Date(moment).toISOString() };
}
