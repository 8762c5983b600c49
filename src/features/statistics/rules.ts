export { change } from '../../engines/evaluation/index.ts';
import { statisticFields, type StatisticField, type StatisticUnit } from './schema.ts';

const words: readonly string[] = statisticFields;

export interface Condition {
  readonly field: StatisticField;
  readonly code: string;
}

/** Reads `FIELD=CODE`; says what is wrong with it in words. */
export function readCondition(text: string): Condition | string {
  const match = /^([A-Za-z]+)=(.+)$/.exec(text);
  if (!match?.[1] || !match[2]) return 'write it as FIELD=CODE';
  if (!isField(match[1])) return `knows no field ${match[1]}; the fields are ${words.join(', ')}`;
  return { field: match[1], code: match[2] };
}

const isField = (text: string): text is StatisticField => words.includes(text);

const ofPerson: readonly StatisticField[] = [
  'sex',
  'gender',
  'ageGroup',
  'ageSpan',
  'ageBand',
  'part',
  'victimStatus',
  'migrationStatus',
];
const ofCase: readonly StatisticField[] = ['registrationYear', 'agency', 'status', 'tip', 'som'];

/**
 * Whether one counted thing can have several values of a field: a record has one sex but many citizenships; a person
 * can have as many sexes as there are records that disagree; a case has one status and all its persons' sexes.
 */
export function hasSeveral(field: StatisticField, unit: StatisticUnit): boolean {
  if (ofCase.includes(field)) return unit === 'persons' || unit === 'victims';
  return unit !== 'records' || !ofPerson.includes(field);
}

/** What a reader must know before adding rows up. */
export function noteFor(multiValued: readonly StatisticField[], overlapping: boolean): string | null {
  if (overlapping)
    return `One and the same counts in several rows of ${multiValued.join(' and ')}: do not add the rows up.`;
  return multiValued.length > 0
    ? `One and the same can count in several rows of ${multiValued.join(' and ')}; here none does.`
    : null;
}
