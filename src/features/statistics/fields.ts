import { sql, type RawBuilder } from 'kysely';
import { caseStatuses, crimeAnswers, personParts } from '../../words/cases.ts';
import { codeLabel, codesOf, isCode, MASKED, UNKNOWN, withParents, type CodeListId } from '../../words/codes.ts';
import { countries, countryByAlpha3, countryName } from '../../words/countries.ts';
import type { StatisticField } from './schema.ts';

/** Nobody asked. */
export const NOT_ASKED = 'NOT_ASKED';
/** Asked, and nothing of the list applies. */
export const NONE = 'NONE';

/** A field that is counted as it is; a corridor is two of these. */
export type PlainField = Exclude<StatisticField, 'corridor'>;

/** Where a field's codes come from. `r` is a person record, `c` its case, `a` the agency, `e` an event. */
export type Origin =
  | { readonly of: 'case'; readonly onCase: RawBuilder<unknown>; readonly onRecord: RawBuilder<unknown> }
  | { readonly of: 'record'; readonly one: RawBuilder<unknown> }
  | { readonly of: 'record-list'; readonly list: RawBuilder<unknown> }
  | { readonly of: 'record-set'; readonly set: RawBuilder<unknown> }
  | { readonly of: 'event'; readonly one: RawBuilder<unknown>; readonly where: RawBuilder<unknown> }
  | { readonly of: 'event-set'; readonly set: RawBuilder<unknown> };

export interface FieldSource {
  readonly origin: Origin;
  readonly isCode: (code: string) => boolean;
  readonly label: (code: string) => string;
  /** Codes that also count under wider ones: code -> itself and all above it. */
  readonly wider?: Readonly<Record<string, readonly string[]>>;
}

const onlyCase = (expression: RawBuilder<unknown>): Origin => ({
  of: 'case',
  onCase: expression,
  onRecord: expression,
});
const itself = (code: string): string => code;

function ofList(origin: Origin, list: CodeListId): FieldSource {
  const nested = codesOf(list).filter(({ parent }) => typeof parent === 'string');
  const wider = Object.fromEntries(nested.map(({ code }) => [code, withParents(list, code)]));
  const source = {
    origin,
    isCode: (code: string) => isCode(list, code),
    label: (code: string) => codeLabel(list, code),
  };
  return nested.length > 0 ? { ...source, wider } : source;
}

const ofWords = (origin: Origin, words: readonly string[]): FieldSource => ({
  origin,
  isCode: (code) => words.includes(code),
  label: itself,
});
const ofPattern = (origin: Origin, pattern: RegExp): FieldSource => ({
  origin,
  isCode: (code) => pattern.test(code),
  label: itself,
});
const ofCountry = (origin: Origin): FieldSource => ({
  origin,
  isCode: (code) => countryByAlpha3(code) !== undefined || isCode('citizenship-iso3166', code),
  label: (code) => countryName(code, 'en'),
});

const alpha3ByAlpha2 = JSON.stringify(Object.fromEntries(countries.map(({ alpha2, alpha3 }) => [alpha2, alpha3])));

/** The country of a place code: alpha-3, ISO 3166-2 (ID-KB), or a border point (IDN-ENTIKONG). */
export const countryOfPlace = sql`case when e.place ~ '^[A-Z]{3}(-|$)' then left(e.place, 3)
  when e.place ~ '^[A-Z]{2}-' then coalesce(${alpha3ByAlpha2}::jsonb ->> left(e.place, 2), ${UNKNOWN}) else e.place end`;

const ageGroup = sql`case when r.age_identification_max < 18 then 'child' when r.age_identification_min >= 18 then 'adult'
  when r.age_identification_min is not null or r.age_identification_max is not null or r.age_identification_basis is not null then ${UNKNOWN} end`;
const ageBand = sql`case when r.age_identification_min is not null and r.age_identification_max is not null
    then case when r.age_identification_min = r.age_identification_max then r.age_identification_min::text
      else r.age_identification_min || '-' || r.age_identification_max end
  when r.age_identification_min is not null then r.age_identification_min || '+'
  when r.age_identification_max is not null then '0-' || r.age_identification_max
  when r.age_identification_basis is not null then ${UNKNOWN} end`;

/** The age bands of CTDC, in which most published records come; they are not of equal width. */
const ageSpans = ['0-8', '9-17', '18-20', '21-23', '24-26', '27-29', '30-38', '39-47', '48+'] as const;
/** An age told too widely to be in one band. */
const OVER_SEVERAL = 'SEVERAL';
const ageSpan = sql`case
  when r.age_identification_min is null and r.age_identification_max is null
    then case when r.age_identification_basis is not null then ${UNKNOWN} end
  when r.age_identification_max <= 8 then '0-8'
  ${sql.join(
    ageSpans.slice(1, -1).map((span) => {
      const [from = 0, to = 0] = span.split('-').map(Number);
      return sql`when r.age_identification_min >= ${sql.lit(from)} and r.age_identification_max <= ${sql.lit(to)} then ${sql.lit(span)}`;
    }),
    sql` `,
  )}
  when r.age_identification_min >= 48 then '48+' else ${sql.lit(OVER_SEVERAL)} end`;

/** The only words that reach the query: a field's name picks its fragment here, a code is always a parameter. */
export const fieldSources: Readonly<Record<PlainField, FieldSource>> = {
  registrationYear: ofPattern(
    {
      of: 'case',
      onCase: sql`c.registration_year::text`,
      onRecord: sql`coalesce(r.registration_year, c.registration_year)::text`,
    },
    /^\d{4}$/,
  ),
  agency: ofPattern(onlyCase(sql`a.code`), /^[A-Za-z0-9_-]{1,60}$/),
  status: ofWords(onlyCase(sql`c.status`), caseStatuses),
  tip: ofWords(onlyCase(sql`c.tip`), crimeAnswers),
  som: ofWords(onlyCase(sql`c.som`), crimeAnswers),
  part: ofWords({ of: 'record', one: sql`r.part` }, personParts),
  sex: ofList({ of: 'record', one: sql`r.sex` }, 'sex-gender'),
  gender: ofList({ of: 'record', one: sql`r.gender` }, 'sex-gender'),
  victimStatus: ofList({ of: 'record', one: sql`r.victim_status` }, 'victim-status'),
  migrationStatus: ofList({ of: 'record', one: sql`r.migration_status` }, 'migration-status'),
  ageGroup: ofWords({ of: 'record', one: ageGroup }, ['child', 'adult']),
  ageBand: ofPattern({ of: 'record', one: ageBand }, /^\d{1,3}(-\d{1,3}|\+)?$/),
  ageSpan: ofWords({ of: 'record', one: ageSpan }, [...ageSpans, OVER_SEVERAL]),
  citizenship: ofCountry({ of: 'record-list', list: sql`r.citizenships` }),
  recruiterRelation: ofList({ of: 'record-set', set: sql`r.recruiter_relations` }, 'recruiter-relations'),
  countryOfExploitation: ofCountry({
    of: 'event',
    one: countryOfPlace,
    where: sql`e.type = 'EXPLOITATION' and e.place is not null`,
  }),
  form: ofList({ of: 'event-set', set: sql`e.forms` }, 'exploitation-forms'),
  sector: ofList({ of: 'event-set', set: sql`e.sectors` }, 'sectors'),
  meansOfControl: ofList({ of: 'event-set', set: sql`e.controls` }, 'means-of-control'),
};

const specialLabels: Readonly<Record<string, string>> = {
  [UNKNOWN]: 'Unknown',
  [MASKED]: 'Withheld by the source',
  [NOT_ASKED]: 'Not asked',
  [NONE]: 'None of them',
  [OVER_SEVERAL]: 'Over several bands',
};

export const isFieldCode = (field: PlainField, code: string): boolean =>
  code in specialLabels || fieldSources[field].isCode(code);
export const fieldLabel = (field: PlainField, code: string): string =>
  specialLabels[code] ?? fieldSources[field].label(code);
