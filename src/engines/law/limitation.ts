import { addDays, addMonths, addYears } from './days.ts';
import type { LawPack } from './pack.ts';

/** What is asked: the heaviest penalty of the offence and the day of the act. */
export interface LimitationQuestion {
  /** Maximum of imprisonment in months; life and death outweigh it. */
  readonly maxMonths: number | null;
  readonly life?: boolean | undefined;
  readonly death?: boolean | undefined;
  readonly date: string;
  /** A third of the period where the offender was a child. */
  readonly childOffender?: boolean | undefined;
}

/** Until when an offence can be prosecuted, as the pack's bands have it; an act of prosecution stops the clock. */
export interface Limitation {
  readonly limitation_years: number;
  readonly clock_starts: string;
  readonly last_day: string;
  readonly article: string;
  readonly verified: boolean;
}

/** The first band whose limit is not exceeded, counted from the day after the act. Null where the pack has no bands. */
export function limitation(pack: LawPack, question: LimitationQuestion): Limitation | null {
  const rule = pack.limits.find(({ bands }) => bands !== undefined);
  const heaviest = question.life || question.death || question.maxMonths === null;
  const band = rule?.bands?.find(
    ({ max_penalty_months_le: most }) => most === undefined || (!heaviest && (question.maxMonths ?? 0) <= most),
  );
  if (!rule || !band) return null;
  const starts = addDays(question.date, 1);
  const ends = question.childOffender ? addMonths(starts, (band.years * 12) / 3) : addYears(starts, band.years);
  return {
    limitation_years: question.childOffender ? band.years / 3 : band.years,
    clock_starts: starts,
    last_day: addDays(ends, -1),
    article: rule.article,
    verified: rule.verified === true,
  };
}
