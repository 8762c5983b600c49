import type {
  AssistanceCheck,
  Facts,
  KeyList,
  LawComparison,
  LawPack,
  Limitation,
  NextQuestion,
  PenaltyRange,
  Reason,
  Result,
  ResultChange,
  Right,
} from '../../engines/law/index.ts';
import { isCodedValue, withParents, type CodedSet } from '../../words/codes.ts';
import { lawKeys } from '../../words/screening/law-keys.ts';
import { countryOfPlace } from '../../words/gazetteer.ts';

/** What the records of a case say, as far as law asks for it. */
export interface CaseRecords {
  readonly events: readonly {
    readonly type: string;
    readonly place: string | null;
    readonly dateFrom: string | null;
    readonly dateTo: string | null;
    readonly acts: CodedSet | null;
    readonly means: CodedSet | null;
    readonly forms: CodedSet | null;
  }[];
  readonly persons: readonly {
    readonly id: string;
    readonly part: string;
    readonly sex: string | null;
    readonly victimStatus: string | null;
    readonly citizenships: readonly string[] | null;
    readonly ages: readonly { readonly min: number | null; readonly max: number | null }[];
  }[];
  readonly movements: readonly {
    readonly recordId: string;
    readonly fromPlace: string | null;
    readonly toPlace: string | null;
  }[];
  readonly perpetrators: number;
}

/**
 * Facts for the law as the records tell them, by the keys a code may claim: what was answered yes is shown, what was asked and not found
 * is an empty list, what was not asked is left out. About one person, or about all victims of the case.
 */
export function factsFromRecords(records: CaseRecords, about: string | null): Facts {
  const persons = records.persons.filter(({ id, part }) =>
    about === null ? part === 'victim' || part === 'smuggled-migrant' : id === about,
  );
  const movements = records.movements.filter(({ recordId }) => about === null || recordId === about);
  const exploitation = records.events.find(({ type }) => type === 'EXPLOITATION');
  const place = exploitation ? countryOf(exploitation.place) : null;
  const crossed = crossedBorder(records, movements);
  const facts: { readonly [field in keyof Facts]?: Facts[field] | undefined } = {
    date_of_offence: dateOf(records.events),
    acts: listed(records, 'acts'),
    means: listed(records, 'means'),
    purposes: listed(records, 'purposes'),
    exploited: exploitation ? true : undefined,
    place_of_exploitation: place ?? undefined,
    crossed_border: crossed,
    victims: persons.length > 0 ? persons.map(victimOf) : undefined,
    offender: records.perpetrators > 0 ? { count: records.perpetrators } : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

const columns = {
  acts: ['acts', 'acts'],
  means: ['means', 'means'],
  purposes: ['forms', 'exploitation-forms'],
} as const;

function listed({ events }: CaseRecords, list: KeyList): string[] | undefined {
  const [column, codes] = columns[list];
  const answers = events.flatMap((event) => Object.entries(event[column] ?? {}));
  if (!answers.some(([, answer]) => answer !== 'unknown')) return undefined;
  const yes = answers.filter(([code, answer]) => answer === 'yes' && isCodedValue(codes, code)).map(([code]) => code);
  const keys = yes.flatMap((code) => withParents(codes, code)).flatMap((code) => lawKeys[list][code] ?? []);
  return keys.length === 0 && yes.length > 0 ? undefined : [...new Set(keys)].toSorted();
}

/** The last known day of an act: an act that goes on is judged by the law of its end. */
function dateOf(events: CaseRecords['events']): string | undefined {
  const days = events
    .filter(({ type }) => type !== 'DETECTION')
    .flatMap(({ dateFrom, dateTo }) => dateTo ?? dateFrom ?? []);
  return days
    .map((day) => day.slice(0, 10))
    .toSorted()
    .at(-1);
}

const countryOf = (place: string | null): string | null => (place ? (countryOfPlace(place) ?? null) : null);

/** A leg between two countries shows it; legs that all stay in one country deny it. */
function crossedBorder({ events }: CaseRecords, movements: CaseRecords['movements']): boolean | undefined {
  const legs = movements.map(({ fromPlace, toPlace }) => [countryOf(fromPlace), countryOf(toPlace)]);
  if (legs.some(([from, to]) => from && to && from !== to)) return true;
  const visited = new Set(events.flatMap(({ type, place }) => (type === 'DETECTION' ? [] : (countryOf(place) ?? []))));
  if (visited.size > 1) return true;
  return legs.length > 0 && legs.every(([from, to]) => from && to) ? false : undefined;
}

/** The age that a span of ages settles: a child's upper end, a grown person's lower end; otherwise it is left out. */
function victimOf({
  ages,
  citizenships,
  victimStatus,
  sex,
}: CaseRecords['persons'][number]): NonNullable<Facts['victims']>[number] {
  const known = ages.map(({ min, max }) => (max !== null && max < 18 ? max : min !== null && min >= 18 ? min : null));
  const age = known.find((one) => one !== null);
  const citizenship = citizenships?.find((code) => /^[A-Z]{3}$/.test(code));
  return {
    ...(age === undefined || age === null ? {} : { age }),
    ...(citizenship ? { citizenship } : {}),
    ...(victimStatus === 'ACTUAL' ? { tip_victim: true } : victimStatus === 'NOT' ? { tip_victim: false } : {}),
    ...(sex === 'F' || sex === 'M' ? { sex } : {}),
  };
}

/** An evaluation as it comes over the wire, in the shapes of the engine that made it. */
export interface ReadEvaluation {
  readonly result: Result;
  readonly reasons: readonly Reason[];
  readonly next: NextQuestion | null;
  readonly rights: readonly Right[];
  readonly limitation: readonly (Limitation & { readonly pack: string; readonly offence: string })[];
}

/** The wire knows these parts as records; they are what the engine made. */
export const readEvaluation = (answer: object): ReadEvaluation => answer as ReadEvaluation;
export const readPackContent = (content: object): LawPack => content as LawPack;
export const readComparison = (answer: object): LawComparison => answer as LawComparison;
export const readRequestCheck = ({ checks }: { checks: readonly { check: object | null }[] }): AssistanceCheck | null =>
  (checks[0]?.check ?? null) as AssistanceCheck | null;
export const readChanges = (changes: readonly object[]): readonly ResultChange[] => changes as readonly ResultChange[];

/** A line on penalties in a change: the offence, and its ranges, or null where they are not asserted. */
export function readPenalties(line: string): { offence: string; ranges: readonly PenaltyRange[] | null } {
  const [offence, ranges] = JSON.parse(line) as [string, readonly PenaltyRange[] | string | true];
  return { offence, ranges: Array.isArray(ranges) ? (ranges as readonly PenaltyRange[]) : null };
}
export type {
  Facts,
  LawComparison,
  LawPack,
  ListedOffence,
  Offence,
  PenaltyRange,
  Reason,
} from '../../engines/law/index.ts';
export { restitutionSteps } from '../../engines/law/index.ts';
