import type { Outcome } from './choose.ts';
import type { PreparedOffence } from './compile.ts';
import { elementsOf, type ElementStatus } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { chargeOf } from './result.ts';
import { conclusions, elementName, fieldName, fill, isolated, statusWords, worded, type Worded } from './sentences.ts';

/** A step of a chain: the facts that decide an element. */
export interface ReasonStep {
  readonly element: string;
  readonly status: ElementStatus;
  readonly facts: readonly { readonly field: string; readonly value: unknown }[];
  readonly text: Worded;
}

export type ReasonKind = 'made_out' | 'alternative' | 'open' | 'not_made_out' | 'not_in_force' | 'bar';

/** A conclusion with its chain: facts, elements, article, source. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly pack: string;
  readonly offence: string | null;
  /** The law, and the offence, as the pack names them. */
  readonly law: string;
  readonly title: string | null;
  readonly article: string;
  readonly steps: readonly ReasonStep[];
  readonly aggravations: readonly { readonly key: string; readonly article: string }[];
  readonly penaltySteps: readonly string[];
  readonly source: { readonly name: string; readonly url: string; readonly verified: boolean };
  /** Marks of the offence: its conduct and its penalty. */
  readonly verified: { readonly conduct: boolean; readonly penalty: boolean };
  readonly text: Worded;
}

/**
 * Every conclusion as a chain: fact, element, article, source. For each law: what is made out, what else fits, what is open,
 * what was not in force; and the general offence that fails where nothing else is said.
 */
export function reasonsOf(evaluation: Evaluation): Reason[] {
  const reasons = evaluation.outcomes.flatMap(reasonsOfLaw);
  return [...reasons, ...barReasons(evaluation)];
}

function reasonsOfLaw(outcome: Outcome): Reason[] {
  const told = (kind: ReasonKind, prepared: readonly PreparedOffence[]): Reason[] =>
    prepared.map((one) => reasonOf(outcome, one, kind));
  const open = outcome.findings
    .filter(({ status, inForce, prepared }) => status === 'open' && inForce !== false && prepared.part === 'principal')
    .map(({ prepared }) => prepared);
  const said = [
    ...told('made_out', outcome.listed),
    ...told('alternative', outcome.alternatives),
    ...told('open', open),
    ...told('not_in_force', outcome.lapsed),
  ];
  if (said.length > 0) return said;
  const failed = outcome.law.principals.filter(
    ({ offence }) => offence.applies_to === 'TIP' || offence.applies_to === 'SOM',
  );
  return told('not_made_out', failed.slice(0, 2));
}

function reasonOf(outcome: Outcome, prepared: PreparedOffence, kind: ReasonKind): Reason {
  const { law, reading } = outcome;
  const { offence } = prepared;
  const steps = elementsOf(reading, prepared).map((step) => {
    const facts = step.fields.map((field) => ({ field, value: reading.situation.facts[field] ?? null }));
    return { element: step.element, status: step.status, facts, text: stepText(step.element, step.status, facts) };
  });
  const charge = chargeOf(outcome, prepared);
  const applied = charge.sentence.applied.flatMap(({ aggravation, told }) =>
    told.map((key) => ({ key, article: aggravation.article })),
  );
  const marks = { conduct: offence.conduct_verified === true, penalty: offence.penalty_verified === true };
  const values = { article: offence.article, law: law.pack.title, title: offence.title };
  const made = kind === 'made_out' || kind === 'alternative';
  const text = joined([
    ...steps.map((step) => step.text),
    fill(part(kind), values),
    ...(made ? applied.map(({ key, article }) => fill(part('aggravated'), { keys: elementName(key), article })) : []),
    ...(made && charge.listed.penalty_not_asserted ? [part('penalty_withheld')] : []),
    sourceText(law.pack.source.name, marks.conduct),
  ]);
  return {
    kind,
    pack: law.pack.id,
    offence: offence.id,
    law: law.pack.title,
    title: offence.title,
    article: offence.article,
    steps,
    aggravations: made ? applied : [],
    penaltySteps: made && !charge.listed.penalty_not_asserted ? charge.sentence.steps : [],
    source: { name: law.pack.source.name, url: law.pack.source.url, verified: law.pack.source.verified === true },
    verified: marks,
    text,
  };
}

const part = (name: string): Worded => conclusions[name] ?? worded(() => name);
const joined = (parts: readonly Worded[]): Worded => worded((language) => parts.map((one) => one[language]).join(' '));

function sourceText(name: string, verified: boolean): Worded {
  const mark = part(verified ? 'verified' : 'not_verified');
  const line = fill(part('source'), { source: name });
  return worded((language) => `${line[language]} [${mark[language]}].`);
}

function stepText(element: string, status: ElementStatus, facts: ReasonStep['facts']): Worded {
  const words = statusWords[String(status)] ?? worded(() => String(status));
  const shown = facts.map(({ field, value }) => ({ name: fieldName(field), value: valueText(value) }));
  return worded(
    (language) =>
      `${elementName(element)[language]}: ${words[language]} (${shown.map(({ name, value }) => `${name[language]}: ${value[language]}`).join('; ')}).`,
  );
}

const word = (name: string): Worded => statusWords[name] ?? worded(() => name);

function valueText(value: unknown): Worded {
  if (value === null || value === undefined) return word('unknown');
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.length === 0 ? word('none') : listText(value);
  if (typeof value === 'object') return recordText(value as Record<string, unknown>);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return worded((language) => isolated(text, language));
}

function listText(values: readonly unknown[]): Worded {
  const texts = values.map(valueText);
  return worded((language) => texts.map((one) => one[language]).join(', '));
}

const parts: Readonly<Record<string, Worded>> = {
  age: { en: 'age', id: 'usia', ur: 'عمر' },
  citizenship: { en: 'citizenship', id: 'kewarganegaraan', ur: 'شہریت' },
  tip_victim: { en: 'established victim', id: 'korban yang ditetapkan', ur: 'ثابت شدہ متاثرہ شخص' },
  sex: { en: 'sex', id: 'jenis kelamin', ur: 'جنس' },
  kind: { en: 'kind', id: 'jenis', ur: 'قسم' },
  count: { en: 'number', id: 'jumlah', ur: 'تعداد' },
  organised_group: { en: 'organised group', id: 'kelompok terorganisasi', ur: 'منظم گروہ' },
  managers: { en: 'managers', id: 'pengurus', ur: 'منتظمین' },
};

function recordText(record: Readonly<Record<string, unknown>>): Worded {
  const told = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return word('unknown');
  return worded((language) =>
    told.map(([name, value]) => `${parts[name]?.[language] ?? name} ${valueText(value)[language]}`).join(' '),
  );
}

const barFields: Readonly<Record<string, readonly (keyof Facts)[]>> = {
  non_punishment: ['person_role', 'compelled_by_trafficker', 'victims'],
};

function barReasons({ bars, outcomes, situation }: Evaluation): Reason[] {
  return bars
    .filter(({ status }) => status === true)
    .flatMap((bar) => {
      const law = outcomes.find((outcome) => outcome.law.pack.id === bar.pack)?.law;
      if (!law) return [];
      const fields = barFields[bar.key] ?? [];
      const facts = fields.map((field) => ({ field, value: situation.facts[field] ?? null }));
      const step = { element: bar.key, status: bar.status, facts, text: stepText(bar.key, bar.status, facts) };
      const { source, title } = law.pack;
      return [
        {
          kind: 'bar' as const,
          pack: bar.pack,
          offence: null,
          law: title,
          title: null,
          article: bar.article,
          steps: facts.length > 0 ? [step] : [],
          aggravations: [],
          penaltySteps: [],
          source: { name: source.name, url: source.url, verified: source.verified === true },
          verified: { conduct: bar.verified, penalty: bar.verified },
          text: joined([
            fill(part('bar'), { article: bar.article, law: title }),
            sourceText(source.name, bar.verified),
          ]),
        },
      ];
    });
}
