import type { Aggravation, LawPack, LawSources, Offence, Span } from './pack.ts';
import { exploitationKeys, translation, type KeyList } from './vocabulary.ts';

/** What part an offence plays when several fit the same facts. */
type Part =
  /** The crime itself. */
  | 'principal'
  /** Attempt, aid, planning: rests on a principal. */
  | 'dependent'
  /** Conduct of its own, beside the crime. */
  | 'separate';

export interface PreparedOffence {
  readonly offence: Offence;
  readonly pack: string;
  readonly order: number;
  /** Acts that meet it; null when any act does. */
  readonly acts: ReadonlySet<string> | null;
  /** Whether it names its acts, instead of taking any of the law's definition. */
  readonly namesActs: boolean;
  readonly other: readonly string[];
  readonly part: Part;
  /** The general offence that this one, with its result, takes the place of. */
  readonly general: string | null;
  /** A rule on who is liable (corporation, official) for a crime that another offence describes. */
  readonly extension: boolean;
  readonly spans: readonly Span[];
  /** Another law or version goes on with it after its end. */
  readonly continued: boolean;
  readonly aggravations: readonly Aggravation[];
}

export interface PreparedPack {
  readonly pack: LawPack;
  readonly offences: readonly PreparedOffence[];
  readonly extensions: readonly PreparedOffence[];
  readonly principals: readonly PreparedOffence[];
  readonly translate: Readonly<Record<KeyList, ReadonlyMap<string, readonly string[]>>>;
  readonly definition: Readonly<Record<KeyList, ReadonlySet<string>>>;
  readonly openPurposes: ReadonlySet<string> | null;
  readonly childBelow: number;
  readonly span: Span;
  /** Acts from this day on have penalties that were not read. */
  readonly reviewFrom: string | null;
  readonly treaty: boolean;
}

/** A body of law, made ready to be asked. */
export interface Law {
  readonly sources: LawSources;
  readonly packs: ReadonlyMap<string, PreparedPack>;
}

/** Makes packs ready to be evaluated; done once for many evaluations. */
export function prepareLaw(sources: LawSources): Law {
  const exploitation = exploitationKeys(sources);
  const packs = sources.packs.map((pack) => [pack.id, preparePack(pack, sources, exploitation)] as const);
  return { sources, packs: new Map(packs) };
}

function preparePack(pack: LawPack, sources: LawSources, exploitation: ReadonlySet<string>): PreparedPack {
  const restated = restatedOffences(pack);
  const prepared = pack.offences
    .map((offence, order) => prepareOffence(pack, offence, order, sources))
    .filter(({ offence }) => !restated.has(offence.id));
  const offences = prepared.filter(({ extension }) => !extension);
  const { acts, means, purposes } = pack.elements;
  const open = pack.elements.exploitation_list_exhaustive === false || purposes.includes('exploitation');
  const table = (list: KeyList) => translation(pack, list, sources);
  return {
    pack,
    offences,
    extensions: prepared.filter(({ extension }) => extension),
    principals: offences.filter(({ part }) => part === 'principal'),
    translate: { acts: table('acts'), means: table('means'), purposes: table('purposes') },
    definition: { acts: new Set(acts), means: new Set(means), purposes: new Set(purposes) },
    openPurposes: open ? exploitation : null,
    childBelow: pack.elements.child_age_below ?? 18,
    span: spanOf(pack),
    reviewFrom: reviewFrom(pack),
    treaty:
      pack.offences.length > 0 && pack.offences.every(({ penalty }) => penalty.combination === 'treaty_sets_none'),
  };
}

/** Offences that only say again, as a section of its own, what an aggravation of another offence says (same article). */
function restatedOffences(pack: LawPack): Set<string> {
  const named = (offence: Offence) => offence.article.split(',').map((part) => base(part.trim()));
  const found = pack.offences.filter((offence) =>
    pack.offences.some(
      (other) =>
        other.id !== offence.id &&
        other.aggravations.some(({ article }) => named(offence).includes(base(article))) &&
        !named(other).some((part) => named(offence).includes(part)),
    ),
  );
  return new Set(found.map(({ id }) => id));
}

const base = (article: string): string => /^\w+/.exec(article)?.[0] ?? article;

const liability: ReadonlySet<string> = new Set(['corporate', 'official']);

function prepareOffence(pack: LawPack, offence: Offence, order: number, sources: LawSources): PreparedOffence {
  const { act, means, purpose, other = [] } = offence.elements_required;
  const reading = sources.readings.conduct[pack.id]?.[offence.id];
  const general = purpose === 'result' ? generalOf(pack, offence) : undefined;
  const named = Array.isArray(act) ? act : act === 'see_conduct' ? (reading?.acts ?? []) : null;
  const leans = means === 'as_principal' || purpose === 'as_principal';
  const crime = purpose !== 'none' || (other.length > 0 && means !== 'illegal_means');
  return {
    offence,
    pack: pack.id,
    order,
    acts: named ? new Set(named) : act === 'any' ? null : new Set(pack.elements.acts),
    namesActs: named !== null,
    other: [...(general?.elements_required.other ?? []), ...other, ...(reading?.other ?? [])],
    part: leans
      ? 'dependent'
      : crime &&
          (offence.applies_to === 'TIP' || offence.applies_to === 'SOM') &&
          !other.includes('person_is_tip_victim')
        ? 'principal'
        : 'separate',
    general: general?.id ?? null,
    extension: liability.has(offence.applies_to) && (leans || act === 'any'),
    spans: spansOf(pack, offence),
    continued: isContinued(pack, offence),
    aggravations: [
      ...offence.aggravations.map((aggravation) => withConditions(pack, aggravation)),
      ...(offence.applies_to === 'SOM' || offence.applies_to === 'document' ? (pack.aggravation_duty ?? []) : []),
      ...takenOver(pack, offence, sources.packs),
    ],
  };
}

/** The offence with the same acts and means whose purpose alone is enough, beside one that asks for the result. */
function generalOf(pack: LawPack, result: Offence): Offence | undefined {
  const same = JSON.stringify([result.elements_required.act, result.elements_required.means]);
  return pack.offences.find(
    ({ elements_required: { act, means, purpose } }) =>
      purpose === 'required' && means === 'required' && JSON.stringify([act, means]) === same,
  );
}

function repealsOf(pack: LawPack, offence: Offence) {
  const named = (article: string): boolean => offence.article === article || base(offence.article) === article;
  return (pack.in_force.partial_repeal ?? []).filter(({ articles }) => articles.some(named));
}

function spansOf(pack: LawPack, offence: Offence): Span[] {
  const version = pack.versions?.find(({ id }) => id === offence.version);
  const repeals = repealsOf(pack, offence).map(({ from }) => ({ from: null, to: dayBefore(from) }));
  return [spanOf(pack), ...(offence.in_force ? [offence.in_force] : []), ...(version ? [version] : []), ...repeals];
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** A year alone begins with its first day, or with the day of enactment where that is later. */
function spanOf({ in_force, enacted }: LawPack): Span {
  const from = in_force.from ?? enacted;
  if (from.length > 4) return { from, to: in_force.to };
  return { from: enacted.length > 4 && enacted.startsWith(from) ? enacted : `${from}-01-01`, to: in_force.to };
}

function isContinued(pack: LawPack, offence: Offence): boolean {
  const elsewhere = repealsOf(pack, offence).some(
    ({ references_read_as, replaced_by }) =>
      references_read_as !== undefined || (replaced_by?.includes(offence.article) ?? false),
  );
  const later = pack.versions?.some(
    ({ id, from }) =>
      from > (pack.versions?.find((one) => one.id === offence.version)?.to ?? '9') &&
      !pack.offences.some(({ version }) => version === id),
  );
  return elsewhere || (offence.version !== undefined && (later ?? false));
}

/** Circumstances that a named group of them stands for are written out once in a law and hold wherever it is named. */
function withConditions(pack: LawPack, aggravation: Aggravation): Aggravation {
  const said = pack.offences
    .flatMap((offence) => offence.aggravations)
    .find(({ condition, conditions }) => conditions !== undefined && condition === aggravation.condition);
  return said?.conditions && !aggravation.conditions ? { ...aggravation, conditions: said.conditions } : aggravation;
}

/** Aggravations another law keeps for an offence that moved here ("its references to art. 2 are read as art. 455"). */
function takenOver(pack: LawPack, offence: Offence, packs: readonly LawPack[]): Aggravation[] {
  return packs.flatMap((other) =>
    (other.in_force.partial_repeal ?? []).flatMap(({ articles, references_read_as }) => {
      const [, target, article] = /^(\S+) art\. (\w+)/.exec(references_read_as ?? '') ?? [];
      if (target !== pack.id || article === undefined || base(offence.article) !== article) return [];
      const paragraph = offence.article.slice(article.length);
      const source = other.offences.find((one) => articles.some((from) => one.article === `${from}${paragraph}`));
      return source?.aggravations ?? [];
    }),
  );
}

/** "… acts from YYYY-MM-DD …": the day from which a pack says that its own penalties no longer speak. */
function reviewFrom({ limits }: LawPack): string | null {
  const days = limits.flatMap(({ text }) => /\bacts from (\d{4}-\d{2}-\d{2})/.exec(text)?.[1] ?? []);
  return days.toSorted()[0] ?? null;
}

/** Whether a day lies in a span; open when the day is not known. */
export const within = ({ from, to }: Span, day: string): boolean =>
  (from === null || day >= from) && (to === null || day <= to);
