import { addDays, addMonths } from './days.ts';
import type { Evaluation } from './evaluate.ts';

/** A right of the victim under an evaluated law. */
export interface Right {
  readonly pack: string;
  readonly key: string;
  readonly article: string;
  readonly text: string;
  readonly verified: boolean;
  readonly deadline_days: number | null;
  readonly second_deadline_days: number | null;
  readonly substitute_detention_max_months: number | null;
}

/** Rights of victims under the laws by which somebody is one; all of the chosen laws while that is open. */
export function rightsOf({ outcomes }: Evaluation): Right[] {
  const speaking = outcomes.filter(({ classes, undetermined }) =>
    (['TIP', 'SOM'] as const).some((one) => classes.has(one) || undetermined.has(one)),
  );
  return speaking.flatMap(({ law: { pack } }) =>
    pack.victim_rights.map((right) => ({
      pack: pack.id,
      key: right.key,
      article: right.article,
      text: right.text,
      verified: right.verified === true,
      deadline_days: right.deadline_days ?? null,
      second_deadline_days: right.second_deadline_days ?? null,
      substitute_detention_max_months: right.substitute_detention_max_months ?? null,
    })),
  );
}

/** The deadlines of a right, as a pack or an evaluation has them. */
type Deadlines = {
  readonly [field in 'deadline_days' | 'second_deadline_days' | 'substitute_detention_max_months']?:
    number | null | undefined;
};

/** What happened on the way to restitution, as far as it has. */
export interface RestitutionDays {
  /** The convicted person was told of the final judgment. */
  readonly judgmentNoticeOn?: string | null | undefined;
  /** The court sent the written warning. */
  readonly warningOn?: string | null | undefined;
  /** Seizure and auction brought too little. */
  readonly unableToPayOn?: string | null | undefined;
}

export type RestitutionStep = 'payment' | 'payment_after_warning' | 'seizure_and_auction' | 'substitute_detention';

export interface RestitutionStage {
  readonly step: RestitutionStep;
  /** The last day of the step, or the first on which it may be asked for. */
  readonly on: string | null;
  readonly days: number | null;
}

/**
 * The steps of restitution of a right that has two deadlines (Law 21/2007 arts 48-50): payment within so many days of notice
 * of the final judgment; a written warning and as many days again; seizure and auction; substitute detention at most.
 */
export function restitutionSteps(right: Deadlines, days: RestitutionDays): RestitutionStage[] {
  const { deadline_days: first, second_deadline_days: second, substitute_detention_max_months: months } = right;
  if (!first || !second) return [];
  const paidBy = days.judgmentNoticeOn ? addDays(days.judgmentNoticeOn, first) : null;
  const warnedBy = days.warningOn ? addDays(days.warningOn, second) : null;
  const detained = days.unableToPayOn && months ? addMonths(days.unableToPayOn, months) : null;
  return [
    { step: 'payment', on: paidBy, days: first },
    { step: 'payment_after_warning', on: warnedBy, days: second },
    { step: 'seizure_and_auction', on: warnedBy ? addDays(warnedBy, 1) : null, days: null },
    { step: 'substitute_detention', on: detained, days: null },
  ];
}
