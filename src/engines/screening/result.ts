import { questions } from '../../words/screening/questions.ts';
import { ageView, type AgeView } from './age.ts';
import { emergencyView, type EmergencyView } from './emergency.ts';
import { publishedInstruments, type Instrument, type Profile } from './instruments.ts';
import { codesSeen, seenOf, type Interview } from './interview.ts';
import { modesOf, modusOf, type Modus } from './modus.ts';
import { higher, scoreInstrument, type InstrumentResult, type Level } from './score.ts';

/** What an interview shows: a prompt for a trained person, never a finding that somebody is, or is not, a victim. */
export interface ScreeningResult {
  readonly emergency: EmergencyView;
  readonly age: AgeView;
  /** The highest of the instruments. */
  readonly level: Level;
  readonly instruments: readonly InstrumentResult[];
  readonly modus: Modus;
  readonly indonesianModes: readonly string[];
}

const actQuestions = questions.filter(({ acts }) => (acts ?? []).length > 0).map(({ id }) => id);
const sexualSigns = questions.filter(({ signs }) => signs.some((sign) => /\/US\d/.test(sign))).map(({ id }) => id);

/** Whether the answers speak of sexual exploitation, so that its profile is looked at too. */
const isSexual = (interview: Interview): boolean =>
  codesSeen(interview, 'forms').some((form) => form.startsWith('SEX')) ||
  sexualSigns.some((id) => seenOf(interview, id) === 'seen');

function profilesFor(interview: Interview, age: AgeView): readonly Profile[] {
  const who = age.treatAs === 'child' ? 'child' : 'adult';
  return [`${who}_labour`, ...(isSexual(interview) ? [`${who}_sexual` as const] : [])];
}

/** Scores an interview by the published instruments and the agency's own. */
export function screen(interview: Interview, own: readonly Instrument[] = []): ScreeningResult {
  const age = ageView(interview.age, interview.startedAt.slice(0, 10));
  const actSeen = actQuestions.some((id) => seenOf(interview, id) === 'seen');
  const profiles = profilesFor(interview, age);
  const instruments = [...publishedInstruments, ...own].flatMap((instrument) =>
    (instrument.rule ? profiles : profiles.slice(0, 1)).map((profile) =>
      scoreInstrument(instrument, interview, profile, actSeen),
    ),
  );
  return {
    emergency: emergencyView(interview),
    age,
    level: instruments.reduce<Level>((level, found) => higher(level, found.level), 'not-asked'),
    instruments,
    modus: modusOf(interview),
    indonesianModes: modesOf(interview),
  };
}

/** How sure one must be at each step: trial-grade proof while screening misses victims. */
export const proofSteps = ['screening', 'reasonable-grounds', 'formal', 'conviction'] as const;
export type ProofStep = (typeof proofSteps)[number];
export const standardOfProof: Readonly<Record<ProofStep, string>> = {
  screening: 'indication',
  'reasonable-grounds': 'reasonable-grounds',
  formal: 'balance-of-probabilities',
  conviction: 'beyond-reasonable-doubt',
};
