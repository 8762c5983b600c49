import type { Law } from './compile.ts';
import { fieldsOf } from './conditions.ts';
import { elementsOf } from './elements.ts';
import { evaluate, type EvaluateOptions, type Evaluation } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { severity } from './penalties.ts';
import { weigh } from './penalties.ts';

/** A fact worth asking for next, and why. The words are in the catalogue of the screens, by field. */
export interface NextQuestion {
  readonly field: keyof Facts;
  /** Law keys to offer as answers, for lists. */
  readonly choices: readonly string[];
  /** Offences whose answer hangs on it, as pack/offence. */
  readonly decides: readonly string[];
  /** Elements it belongs to. */
  readonly elements: readonly string[];
  /** How much the outcome can change: offences decided by one of the answers, then months of the heaviest penalty. */
  readonly weight: number;
}

type Answer = Partial<Facts>;

/**
 * The question whose answer can change the outcome most: each field that is not known and on which something open hangs is
 * answered in every way that matters, and the answers are weighed by the offences they decide and the penalty they move.
 * Null when no answer changes anything. Never a field that was answered.
 */
export function nextQuestion(law: Law, evaluation: Evaluation, options: EvaluateOptions = {}): NextQuestion | null {
  const open = openPoints(evaluation);
  const { facts } = evaluation.situation;
  const fields = [...open.keys()].filter((field) => !isAnswered(facts, field));
  const asked = fields.map((field) => {
    const found = open.get(field) ?? new Map<string, Set<string>>();
    const choices = choicesOf(evaluation, field);
    const now = stateOf(evaluation);
    const weight = Math.max(
      0,
      ...answersTo(facts, field, choices).map((answer) =>
        change(now, stateOf(evaluate(law, { ...facts, ...answer }, answeredOptions(options, answer)))),
      ),
    );
    const elements = [...new Set([...found.values()].flatMap((names) => [...names]))];
    return { field, choices, decides: [...found.keys()].toSorted(), elements, weight };
  });
  const [best] = asked
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || rank(a.field) - rank(b.field));
  return best ?? null;
}

const answeredOptions = (options: EvaluateOptions, answer: Answer): EvaluateOptions =>
  answer.date_of_offence ? { ...options, date: answer.date_of_offence } : options;

/** Questions that are easier to ask, and that open the way to others, come first among equals. */
const easier: readonly (keyof Facts)[] = [
  ...(['acts', 'purposes', 'means', 'victims', 'exploited', 'place_of_exploitation', 'crossed_border'] as const),
  ...(['illegal_entry', 'benefit', 'circumstances', 'offender', 'date_of_offence'] as const),
];
const rank = (field: keyof Facts): number => (easier.includes(field) ? easier.indexOf(field) : easier.length);

type OpenPoints = Map<keyof Facts, Map<string, Set<string>>>;

/** Fields on which an offence, or an aggravation of a listed one, hangs that is still open. */
function openPoints({ outcomes, situation }: Evaluation): OpenPoints {
  const points: OpenPoints = new Map();
  const note = (fields: readonly (keyof Facts)[], offence: string, element: string): void => {
    for (const field of fields) {
      const offences = points.get(field) ?? new Map<string, Set<string>>();
      points.set(field, offences.set(offence, (offences.get(offence) ?? new Set()).add(element)));
    }
  };
  for (const { findings, reading, listed } of outcomes) {
    for (const { prepared, status, inForce } of findings) {
      const name = `${prepared.pack}/${prepared.offence.id}`;
      if (inForce === 'open') note(['date_of_offence'], name, 'in_force');
      if (status !== 'open' || inForce === false) continue;
      for (const { element, status: one, fields } of elementsOf(reading, prepared))
        if (one === 'open') note(fields, name, element);
    }
    for (const prepared of listed)
      for (const { aggravation, status } of weigh(reading, prepared))
        if (status === 'open')
          note(fieldsOf(aggravation.condition), `${prepared.pack}/${prepared.offence.id}`, aggravation.condition);
  }
  if (situation.date !== null) points.delete('date_of_offence');
  return points;
}

/** Answered: told, be it empty; victims and offender while none of their parts is left out. */
function isAnswered(facts: Facts, field: keyof Facts): boolean {
  const value = facts[field];
  if (value === null || value === undefined) return false;
  if (field === 'victims')
    return facts.victims?.every(({ age, citizenship }) => known(age) && known(citizenship)) ?? false;
  if (field === 'offender') return known(facts.offender?.kind);
  return true;
}

const known = (value: unknown): boolean => value !== null && value !== undefined;

function choicesOf({ outcomes }: Evaluation, field: keyof Facts): string[] {
  const packs = outcomes.map(({ law }) => law);
  if (field === 'acts' || field === 'means' || field === 'purposes') {
    const named =
      field === 'acts' ? packs.flatMap(({ principals }) => principals.flatMap(({ acts }) => [...(acts ?? [])])) : [];
    return [...new Set([...packs.flatMap(({ definition }) => [...definition[field]]), ...named])];
  }
  if (field !== 'circumstances') return [];
  const asked = packs.flatMap(({ offences }) =>
    offences.flatMap(({ aggravations, other }) => [
      ...aggravations.flatMap(({ condition, conditions = [] }) => [condition, ...conditions]),
      ...other.filter((key) => fieldsOf(key).includes('circumstances')),
    ]),
  );
  return [...new Set(asked)];
}

/** Every answer that matters: yes and no; all, none or one of a list; a child and a grown person of either nationality. */
function answersTo(facts: Facts, field: keyof Facts, choices: readonly string[]): Answer[] {
  switch (field) {
    case 'acts':
    case 'means':
    case 'purposes':
    case 'circumstances':
      return [[], [...choices], ...choices.slice(0, 12).map((one) => [one])].map((list) => ({ [field]: list }));
    case 'victims':
      return [9, 15, 17, 30].flatMap((age) =>
        ['IDN', 'XXX'].map((citizenship) => ({ victims: filledVictims(facts, age, citizenship) })),
      );
    case 'offender':
      return (['natural', 'corporation', 'official'] as const).map((kind) => ({
        offender: { ...facts.offender, kind },
      }));
    case 'place_of_exploitation':
      return ['IDN', 'XXX'].map((place) => ({ place_of_exploitation: place }));
    case 'date_of_offence':
      return ['2005-01-01', '2022-01-01', '2026-06-01'].map((day) => ({ date_of_offence: day }));
    default:
      return [true, false].map((value) => ({ [field]: value }));
  }
}

const filledVictims = ({ victims }: Facts, age: number, citizenship: string): NonNullable<Facts['victims']> =>
  (victims?.length ? victims : [{}]).map((victim) => ({
    ...victim,
    age: victim.age ?? age,
    citizenship: victim.citizenship ?? citizenship,
  }));

interface State {
  readonly statuses: readonly string[];
  readonly heaviest: number;
  readonly flags: readonly string[];
}

function stateOf({ outcomes, charges, result }: Evaluation): State {
  const statuses = outcomes.flatMap(({ findings }) =>
    findings.map(({ status, inForce }) => `${String(status)}${String(inForce)}`),
  );
  const weights = charges.map(({ prepared, sentence }) =>
    Math.max(
      severity(prepared.offence.penalty),
      ...sentence.penalties.map((one) => one.imprisonment_months.max ?? 1000),
    ),
  );
  return { statuses, heaviest: Math.max(0, ...weights), flags: result.flags };
}

function change(before: State, after: State): number {
  const decided = before.statuses.filter((status, at) => status !== after.statuses[at]).length;
  const flags = after.flags.filter((flag) => !before.flags.includes(flag)).length;
  return decided * 10_000 + flags * 100 + Math.min(99, Math.abs(after.heaviest - before.heaviest) / 12);
}
