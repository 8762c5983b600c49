import bank from './questions.json' with { type: 'json' };

/** Languages a question is asked in. A language more is a column more in `questions.json`. */
export const interviewLanguages = ['en', 'id', 'ur'] as const;
export type InterviewLanguage = (typeof interviewLanguages)[number];

/** The parts of an interview, in their order. `emergency` always comes first; `observation` needs nobody to talk. */
export const stages = ['emergency', 'beginning', 'journey', 'work', 'control', 'observation'] as const;
export type Stage = (typeof stages)[number];

/** How an offer came to a person: a house list, wider than the published methods of recruitment. */
export const channels = [
  'SOCIAL_MEDIA',
  'MESSAGING',
  'ONLINE_AD',
  'AGENCY',
  'SCHOOL_PROGRAMME',
  'IN_PERSON',
  'PRINT_OR_BROADCAST',
  'OTHER',
] as const;

/** How it was done, in codes that later statistics count. House list. */
export const modusCodes = [
  'FALSE_JOB_OFFER',
  'FEE',
  'DEBT',
  'CONTRACT_ABSENT',
  'CONTRACT_NOT_UNDERSTOOD',
  'DOCUMENTS_FALSIFIED',
  'DOCUMENTS_WITHHELD',
] as const;
export type ModusCode = (typeof modusCodes)[number];

/** A question of the interview, and what its answer stands for. */
export interface Question {
  readonly id: string;
  readonly stage: Stage;
  /** A sign is seen, not seen or not asked; codes and countries take any number. */
  readonly kind: 'sign' | 'codes' | 'countries';
  /** Asked in every interview. */
  readonly core: boolean;
  /** Can be seen without a word. */
  readonly observable: boolean;
  readonly picture?: string;
  /** Only of interest where these were seen. */
  readonly needs?: readonly string[];
  /** `list/code` of the published indicators it stands for. */
  readonly signs: readonly string[];
  readonly acts?: readonly string[];
  readonly means?: readonly string[];
  readonly controls?: readonly string[];
  readonly modus?: readonly string[];
  /** A fact of the law that the answer is, by its name there. */
  readonly fact?: 'consent' | 'crossed_border' | 'illegal_entry' | 'benefit' | 'exploited';
  readonly list?: 'recruiter-relations' | 'exploitation-forms' | 'channels';
  readonly codes?: readonly string[];
  readonly words: Readonly<Record<InterviewLanguage, { readonly ask: string; readonly sign: string }>>;
}

/** The questions in the order of the interview. Wording and choice of signs are ours and not tried in the field. */
export const questions: readonly Question[] = bank.questions as unknown as readonly Question[];

const index: ReadonlyMap<string, Question> = new Map(questions.map((question) => [question.id, question]));

export const questionOf = (id: string): Question | undefined => index.get(id);
