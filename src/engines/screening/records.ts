import { questions } from '../../words/screening/questions.ts';
import { ageView } from './age.ts';
import { codesInOrder, codesSeen, seenOf, type Interview } from './interview.ts';

type CodedSet = Readonly<Record<string, 'yes' | 'no'>>;

/** What an interview gives to the records of a case, in the vocabulary's codes; null where nothing of it was asked. */
export interface CaseRecords {
  readonly recruitment: {
    readonly acts: CodedSet | null;
    readonly means: CodedSet | null;
    readonly methods: CodedSet | null;
  };
  readonly transit: { readonly acts: CodedSet | null } | null;
  readonly exploitation: {
    readonly forms: CodedSet | null;
    readonly means: CodedSet | null;
    readonly controls: CodedSet | null;
  };
  /** The journey, state by state, as far as it was told; a state the person set out from is not known from every answer. */
  readonly legs: readonly { readonly from: string | null; readonly to: string }[];
  readonly recruiterRelations: CodedSet | null;
  readonly age: { readonly min: number | null; readonly max: number | null; readonly basis: string | null };
  readonly citizenships: readonly string[] | null;
}

type Part = 'acts' | 'means' | 'controls';
const beginning: readonly string[] = ['beginning', 'journey'];

/** Codes a question answered with yes stands for; no only where every question that stands for the code said so. */
function codedSet(interview: Interview, part: Part, isEarly: boolean | null): CodedSet | null {
  const told: Record<string, 'yes' | 'no'> = {};
  const asked = questions.filter(
    ({ stage, [part]: codes }) => codes && (isEarly === null || beginning.includes(stage) === isEarly),
  );
  for (const code of new Set(asked.flatMap((question) => question[part] ?? []))) {
    const answers = asked.filter((question) => question[part]?.includes(code)).map(({ id }) => seenOf(interview, id));
    if (answers.includes('seen')) told[code] = 'yes';
    else if (answers.every((answer) => answer === 'not-seen')) told[code] = 'no';
  }
  return filled(told);
}

const filled = (set: CodedSet): CodedSet | null => (Object.keys(set).length > 0 ? set : null);
const yes = (codes: readonly string[]): CodedSet | null =>
  filled(Object.fromEntries(codes.map((code) => [code, 'yes' as const])));

/** Published methods of recruitment for the channels that are one. */
const methodOf: Readonly<Record<string, string>> = {
  SOCIAL_MEDIA: 'SOCIAL_MEDIA',
  ONLINE_AD: 'ONLINE_AD',
  AGENCY: 'BUSINESS',
  SCHOOL_PROGRAMME: 'EDUCATION',
  OTHER: 'OTHER',
};

/** From the person's own state, where a border was crossed, through the states that were named, in the order they were told. */
function legsOf(interview: Interview): CaseRecords['legs'] {
  const passed = codesInOrder(interview, 'transit').filter((state) => /^[A-Z]{3}$/.test(state));
  const home = seenOf(interview, 'crossed-border') === 'seen' ? (interview.citizenship ?? null) : null;
  const from = home !== null && home !== passed[0] && /^[A-Z]{3}$/.test(home) ? home : null;
  return passed.map((to, at) => ({ from: at === 0 ? from : (passed[at - 1] ?? null), to }));
}

/** The interview as records of a case: two or three events and what is said of the person. No name is in it. */
export function recordsOf(interview: Interview): CaseRecords {
  const acts = codedSet(interview, 'acts', null);
  const brought = Object.fromEntries(Object.entries(acts ?? {}).filter(([code]) => code !== 'RECRUITMENT'));
  const { sources } = ageView(interview.age, interview.startedAt.slice(0, 10));
  const best = sources.find(({ source }) => source === 'documented') ?? sources.at(-1) ?? sources[0];
  const methods = codesSeen(interview, 'channel').flatMap((channel) => methodOf[channel] ?? []);
  return {
    recruitment: {
      acts: filled(acts?.['RECRUITMENT'] ? { RECRUITMENT: acts['RECRUITMENT'] } : {}),
      means: codedSet(interview, 'means', true),
      methods: yes(methods),
    },
    transit: Object.keys(brought).length > 0 ? { acts: brought } : null,
    exploitation: {
      forms: yes(codesSeen(interview, 'forms')),
      means: codedSet(interview, 'means', false),
      controls: codedSet(interview, 'controls', null),
    },
    legs: legsOf(interview),
    recruiterRelations: yes(codesSeen(interview, 'recruiter')),
    age: { min: best?.min ?? null, max: best?.max ?? null, basis: best?.source ?? null },
    citizenships: interview.citizenship ? [interview.citizenship] : null,
  };
}
