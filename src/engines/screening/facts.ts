import { lawKeys } from '../../words/screening/law-keys.ts';
import { questions, type Question } from '../../words/screening/questions.ts';
import { ageView } from './age.ts';
import { codesSeen, seenOf, type Interview } from './interview.ts';

/** Facts of the law as far as the answers give them; what was not asked is left out, and an empty list was looked for. */
export interface LawFacts {
  readonly acts?: readonly string[];
  readonly means?: readonly string[];
  readonly purposes?: readonly string[];
  readonly exploited?: boolean;
  readonly crossed_border?: boolean;
  readonly illegal_entry?: boolean;
  readonly benefit?: boolean;
  readonly consent?: boolean;
  readonly victims: readonly { readonly age?: number; readonly citizenship?: string }[];
  readonly circumstances?: readonly string[];
}
export interface LawInput {
  readonly date_of_offence: string;
  readonly facts: LawFacts;
  /** Which answers stand behind each fact, by question. */
  readonly evidence: Readonly<Record<string, readonly string[]>>;
  /** Forms of exploitation no law pack has a key for: a lawyer has to place them. */
  readonly unplaced: readonly string[];
}

type Listed = 'acts' | 'means';

const asking = (part: Listed): readonly Question[] => questions.filter((question) => (question[part] ?? []).length > 0);

/** Codes seen; null where nothing was seen and something was left unasked. */
function listed(interview: Interview, part: Listed): { keys: string[]; from: string[] } | null {
  const all = asking(part);
  const seen = all.filter(({ id }) => seenOf(interview, id) === 'seen');
  if (seen.length === 0 && all.some(({ id }) => seenOf(interview, id) !== 'not-seen')) return null;
  const codes = seen.flatMap((question) => question[part] ?? []);
  return { keys: unique(codes.flatMap((code) => lawKeys[part][code] ?? [])), from: seen.map(({ id }) => id) };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].toSorted();

function purposes(interview: Interview): { keys: string[]; unplaced: string[] } | null {
  const answer = interview.answers['forms'];
  const seen = codesSeen(interview, 'forms');
  if (seen.length === 0 && answer?.value !== 'not-seen') return null;
  return {
    keys: unique(seen.flatMap((code) => lawKeys.purposes[code] ?? [])),
    unplaced: seen.filter((code) => !lawKeys.purposes[code]),
  };
}

const booleans = questions.filter(({ fact }) => fact !== undefined);

/** The answers as facts for the law engine, with the answers that stand behind each. */
export function lawFacts(interview: Interview): LawInput {
  const acts = listed(interview, 'acts');
  const means = listed(interview, 'means');
  const forms = purposes(interview);
  const told = booleans
    .map(({ id, fact }) => ({ id, fact, seen: seenOf(interview, id) }))
    .filter(({ seen }) => seen !== 'not-asked');
  const child = ageView(interview.age, interview.startedAt.slice(0, 10)).treatAs === 'child';
  const victims = [victim(interview)];
  return {
    date_of_offence: interview.happenedOn ?? interview.startedAt.slice(0, 10),
    facts: {
      ...(acts && { acts: acts.keys }),
      ...(means && { means: means.keys }),
      ...(forms && { purposes: forms.keys }),
      ...Object.fromEntries(told.map(({ fact, seen }): [string, boolean] => [String(fact), seen === 'seen'])),
      victims,
      // A list of circumstances says no to all it leaves out: it is told only where no age says the same.
      ...(child && victims[0]?.age === undefined && { circumstances: ['child_victim'] }),
    },
    evidence: {
      ...(acts && { acts: acts.from }),
      ...(means && { means: means.from }),
      ...(forms && { purposes: ['forms'] }),
      ...Object.fromEntries(told.map(({ fact, id }) => [String(fact), [id]])),
    },
    unplaced: forms?.unplaced ?? [],
  };
}

/** The age the law is asked about: the youngest that is possible for who is treated as a child, else the youngest known. */
function victim(interview: Interview): LawFacts['victims'][number] {
  const { treatAs, sources } = ageView(interview.age, interview.startedAt.slice(0, 10));
  const years = sources.map(({ min }) => min);
  const possible = years.filter((age) => (treatAs === 'child' ? age < 18 : age >= 18));
  const age = treatAs === 'unknown' || possible.length === 0 ? undefined : Math.min(...possible);
  return {
    ...(age !== undefined && { age }),
    ...(interview.citizenship !== undefined && { citizenship: interview.citizenship }),
  };
}
