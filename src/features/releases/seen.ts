import { may, type Actor } from '../../platform/access/actor.ts';
import { opensRecords } from '../statistics/index.ts';
import type { RefusalReason, ReleaseOpened, ReleaseShown } from './schema.ts';

/**
 * Two drafts of two days, or by two fields, may tell of one case together. So a draft is seen by those who may see small counts
 * anyway, and by others once it was opened: from then on it is in the ledger, and whatever is built next is attacked together with it.
 */
export const mayBeSeen = (
  { approvedAt, openedAt }: Pick<ReleaseShown, 'approvedAt' | 'openedAt'>,
  actor: Actor,
): boolean => approvedAt !== null || openedAt !== null || may(actor, 'statistics.internal');

/** A release as a reader sees it in a list: of an unopened draft not even how many small counts it has. */
export function asListed(release: ReleaseShown, actor: Actor): ReleaseShown {
  const { figures, refusal } = release;
  if (opensRecords(actor)) return mayBeSeen(release, actor) ? release : { ...release, figures: null };
  return {
    ...release,
    figures: mayBeSeen(release, actor) ? figures && figuresForOthers(figures) : null,
    refusal: refusal && refusalForOthers(refusal),
  };
}

/** The same with what is told and the report. */
export function asSeen(release: ReleaseOpened, actor: Actor): ReleaseOpened {
  const { told, report } = release;
  const listed = { ...release, ...asListed(release, actor) };
  if (!mayBeSeen(release, actor)) return { ...listed, told: null, report: null };
  return opensRecords(actor) ? listed : { ...listed, told, report: report && reportForOthers(report) };
}

/** Not which of the withheld counts are small: the others are withheld to hide just that. Nor whether parts add up: they do where nobody stands twice. */
function figuresForOthers({
  small,
  beside,
  narrowest: _,
  additive: __,
  countedAt,
  ...figures
}: NonNullable<ReleaseShown['figures']>): ReleaseShown['figures'] {
  const told = { ...figures, ...(countedAt === undefined ? {} : { countedAt: countedAt.slice(0, 10) }) };
  return small === undefined ? told : { ...told, withheld: small + (beside ?? 0) };
}

/** Groups named in a refusal are small ones, and together with what they are small tells when somebody was entered. */
function refusalForOthers(refusal: readonly RefusalReason[]): RefusalReason[] {
  const plain = refusal.find(({ kind }) => kind === 'empty' || kind === 'too-many');
  return [plain ?? { kind: 'withheld', release: null, values: [], fields: null }];
}

type Report = NonNullable<ReleaseOpened['report']>;

/** What the attacks found, without what only the records themselves tell: an interval stands around what is withheld. */
function reportForOthers({ records }: Report): Report {
  return {
    inferred: null,
    changed: null,
    records: records && { from: null, lost: null, membership: null, utility: [], spent: records.spent },
  };
}
