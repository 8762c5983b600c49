import type { AgeKnown, Interview } from './interview.ts';

/** Below this a person is a child (Palermo Protocol, art. 3(d)). */
const ADULT_AT = 18;

export interface AgeView {
  /** `unknown`: nobody has said anything of the age yet, so it is asked before anything else. */
  readonly treatAs: 'child' | 'adult' | 'unknown';
  /** Some source leaves a child possible and another does not, or one source alone leaves both. */
  readonly doubt: boolean;
  readonly settled: boolean;
  /** What speaks for it, source by source, in whole years. */
  readonly sources: readonly {
    readonly source: 'claimed' | 'documented' | 'assessed';
    readonly min: number;
    readonly max: number;
  }[];
}

/** Whole years between two days. */
function yearsBetween(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5, 10) < born.slice(5, 10) ? years - 1 : years;
}

/** As whom the person is treated on a day. Doubt means child until somebody settles it with grounds (UNICEF). */
export function ageView(age: AgeKnown, today: string): AgeView {
  const sources = [
    ...(age.claimed ? [{ source: 'claimed' as const, ...age.claimed }] : []),
    ...(age.documented
      ? [
          {
            source: 'documented' as const,
            min: yearsBetween(age.documented.bornTo, today),
            max: yearsBetween(age.documented.bornFrom, today),
          },
        ]
      : []),
    ...(age.assessed ? [{ source: 'assessed' as const, min: age.assessed.min, max: age.assessed.max }] : []),
  ];
  const mayBeChild = sources.some(({ min }) => min < ADULT_AT) || age.appearance === 'perhaps-child';
  const mayBeAdult = sources.some(({ max }) => max >= ADULT_AT) || age.appearance === 'adult';
  const doubt = mayBeChild && mayBeAdult && !age.settled;
  const known = sources.length > 0 || age.appearance !== undefined;
  const treatAs = age.settled?.as ?? (mayBeChild ? 'child' : known ? 'adult' : 'unknown');
  return { treatAs, doubt, settled: age.settled !== undefined, sources };
}

export interface ChildClock {
  readonly dueAt: string;
  readonly state: 'running' | 'overdue' | 'told' | 'told-late';
  /** Whole minutes until due; negative when over. */
  readonly minutesLeft: number;
}

const minute = 60_000;

/** The clock for telling child protection: 24 hours from the first contact unless the country's profile says otherwise. */
export function childClock(
  { startedAt, protectionToldAt }: Pick<Interview, 'startedAt' | 'protectionToldAt'>,
  now: string,
  hours = 24,
): ChildClock {
  const due = Date.parse(startedAt) + hours * 60 * minute;
  const minutesLeft = Math.floor((due - Date.parse(protectionToldAt ?? now)) / minute);
  const late = minutesLeft < 0;
  const state = protectionToldAt ? (late ? 'told-late' : 'told') : late ? 'overdue' : 'running';
  return { dueAt: new Date(due).toISOString(), state, minutesLeft };
}

/** What stands in the way of asking more than the emergency check; null when nothing does. */
export type Block = 'age' | 'guardian' | 'agreement' | 'not-safe' | 'emergency';

/**
 * The emergency check comes first and needs nothing. Then: a person who cannot talk safely is not asked on; the age;
 * for a child a guardian, or a reason for none; and the person's own agreement. Looking on asks nobody anything.
 */
export function blockOf(interview: Interview, emergencyOpen: boolean, overheard: boolean): Block | null {
  if (emergencyOpen) return 'emergency';
  if (interview.mode !== 'interview') return null;
  if (overheard) return 'not-safe';
  const { treatAs } = ageView(interview.age, interview.startedAt.slice(0, 10));
  if (treatAs === 'unknown') return 'age';
  if (treatAs === 'child' && !guardianSettled(interview.guardian)) return 'guardian';
  return interview.agreement === 'given' ? null : 'agreement';
}

const guardianSettled = (guardian: Interview['guardian']): boolean =>
  guardian !== null && (guardian.kind !== 'none' || (guardian.reasonForNone ?? '').trim() !== '');
