import { retentionClasses } from '../../words/retention.ts';
import type { CaseChangeLine } from './schema.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A case number that can be read over a phone and tells nothing of how many cases there are: agency, year, seven
 * characters of Crockford's base 32 (no I, L, O, U) drawn from a random id.
 */
export function caseNumber(agencyCode: string, year: number, randomId: string): string {
  let bits = BigInt(`0x${randomId.replaceAll('-', '').slice(-12)}`);
  let text = '';
  for (let position = 0; position < 7; position += 1) {
    text = `${alphabet[Number(bits & 31n)] ?? ''}${text}`;
    bits >>= 5n;
  }
  return `${agencyCode}-${year}-${text}`;
}

export interface PersonAge {
  /** The last day the person can have been born on, if known. */
  readonly birthTo: string | null;
  /** The least age at identification, if known. */
  readonly ageMin: number | null;
  readonly ageMax: number | null;
}

/** Whether somebody in the case was, or may have been, a child when identified; doubt counts for the child. */
export const hasChild = (people: readonly PersonAge[]): boolean =>
  people.some((person) => person.ageMin !== null && person.ageMin < 18);

/** How long cases of a kind are kept, as the product or the agency says. */
export interface RetentionPeriod {
  readonly yearsAfterClosing: number;
  readonly untilAge: number | null;
}

/** What the product says of a kind where the agency says nothing. */
export const housePeriod = (code: string): RetentionPeriod =>
  retentionClasses.find((known) => known.code === code) ?? retentionClasses[0];

/** The first day on which a case closed on `closedOn` may be erased. */
export function retainUntil(
  rule: RetentionPeriod,
  closedOn: string,
  openedOn: string | null,
  people: readonly PersonAge[],
): string {
  const ends = [addYears(closedOn, rule.yearsAfterClosing)];
  const untilAge = rule.untilAge;
  if (untilAge !== null) {
    for (const { birthTo, ageMin } of people) {
      if (birthTo) ends.push(addYears(birthTo, untilAge));
      else if (ageMin !== null) ends.push(addYears(openedOn ?? closedOn, untilAge - ageMin));
    }
  }
  return ends.reduce((latest, next) => (next > latest ? next : latest));
}

/** A day some years later; the 29th of February becomes the 1st of March, never a day too early. */
function addYears(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

export interface HistoryVersion {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly by: string | null;
  /** When and by whom this version was ended by a removal; null otherwise. */
  readonly removedAt: string | null;
  readonly removedBy: string | null;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Fields that say how a record is kept, not what it says. */
const machinery = new Set([
  'id',
  'case_id',
  'record_id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'import_id',
  'storage_key',
]);

const sayings = (row: Readonly<Record<string, unknown>>): Map<string, unknown> =>
  new Map(Object.entries(row).filter(([name, value]) => !machinery.has(name) && value !== null));

/** What one version says differently from the one before; a first version says all it holds. */
function changesBetween(
  before: HistoryVersion['row'] | null,
  after: HistoryVersion['row'],
): { field: string; before: unknown; after: unknown }[] {
  const [was, is] = [before ? sayings(before) : new Map<string, unknown>(), sayings(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => JSON.stringify(was.get(field) ?? null) !== JSON.stringify(is.get(field) ?? null))
    .map((field) => ({ field: camel(field), before: was.get(field) ?? null, after: is.get(field) ?? null }));
}

export const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** All changes of a case's records, latest first. A version whose forerunner is withheld shows no differences but its own words. */
export function changeLines(versions: readonly HistoryVersion[]): Omit<CaseChangeLine, 'byName'>[] {
  const records = Map.groupBy(versions, (version) => `${version.kind} ${version.id}`);
  return [...records.values()]
    .flatMap(linesOfRecord)
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.kind.localeCompare(b.kind) || b.version - a.version));
}

function linesOfRecord(versions: readonly HistoryVersion[]): Omit<CaseChangeLine, 'byName'>[] {
  const ordered = versions.toSorted((a, b) => a.version - b.version);
  return ordered.flatMap((version, index) => {
    const before = ordered[index - 1] ?? null;
    const common = { kind: version.kind, id: version.id, version: version.version };
    const begun = {
      ...common,
      at: version.from,
      by: version.by,
      act: version.version === 1 ? ('created' as const) : ('changed' as const),
      changes: changesBetween(before?.row ?? null, version.row),
    };
    if (!version.removedAt) return [begun];
    return [begun, { ...common, at: version.removedAt, by: version.removedBy, act: 'removed' as const, changes: [] }];
  });
}
