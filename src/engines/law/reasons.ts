import type { Outcome } from './choose.ts';
import type { PreparedOffence } from './compile.ts';
import { elementsOf, type ElementStatus } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { chargeOf } from './result.ts';
import { conclusions, elementName, fieldName, fill, statusWords, type Bilingual } from './sentences.ts';

/** A step of a chain: the facts that decide an element. */
export interface ReasonStep {
  readonly element: string;
  readonly status: ElementStatus;
  readonly facts: readonly { readonly field: string; readonly value: unknown }[];
  readonly text: Bilingual;
}

export type ReasonKind = 'made_out' | 'alternative' | 'open' | 'not_made_out' | 'not_in_force' | 'bar';

/** A conclusion with its chain: facts, elements, article, source. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly pack: string;
  readonly offence: string | null;
  readonly article: string;
  readonly steps: readonly ReasonStep[];
  readonly aggravations: readonly { readonly key: string; readonly article: string }[];
  readonly penaltySteps: readonly string[];
  readonly source: { readonly name: string; readonly url: string; readonly verified: boolean };
  /** Marks of the offence: its conduct and its penalty. */
  readonly verified: { readonly conduct: boolean; readonly penalty: boolean };
  readonly text: Bilingual;
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
    article: offence.article,
    steps,
    aggravations: made ? applied : [],
    penaltySteps: made && !charge.listed.penalty_not_asserted ? charge.sentence.steps : [],
    source: { name: law.pack.source.name, url: law.pack.source.url, verified: law.pack.source.verified === true },
    verified: marks,
    text,
  };
}

const part = (name: string): Bilingual => conclusions[name] ?? { en: name, id: name };
const joined = (parts: readonly Bilingual[]): Bilingual => ({
  en: parts.map(({ en }) => en).join(' '),
  id: parts.map(({ id }) => id).join(' '),
});

function sourceText(name: string, verified: boolean): Bilingual {
  const mark = part(verified ? 'verified' : 'not_verified');
  const line = fill(part('source'), { source: name });
  return { en: `${line.en} [${mark.en}].`, id: `${line.id} [${mark.id}].` };
}

function stepText(element: string, status: ElementStatus, facts: ReasonStep['facts']): Bilingual {
  const words = statusWords[String(status)] ?? { en: String(status), id: String(status) };
  const shown = facts.map(({ field, value }) => ({ name: fieldName(field), value: valueText(value) }));
  const of = (language: 'en' | 'id'): string =>
    `${elementName(element)[language]}: ${words[language]} (${shown.map(({ name, value }) => `${name[language]}: ${value[language]}`).join('; ')}).`;
  return { en: of('en'), id: of('id') };
}

const word = (name: string): Bilingual => statusWords[name] ?? { en: name, id: name };

function valueText(value: unknown): Bilingual {
  if (value === null || value === undefined) return word('unknown');
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.length === 0 ? word('none') : listText(value);
  if (typeof value === 'object') return recordText(value as Record<string, unknown>);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return { en: text, id: text };
}

function listText(values: readonly unknown[]): Bilingual {
  const texts = values.map(valueText);
  return { en: texts.map(({ en }) => en).join(', '), id: texts.map(({ id }) => id).join(', ') };
}

const parts: Readonly<Record<string, Bilingual>> = {
  age: { en: 'age', id: 'usia' },
  citizenship: { en: 'citizenship', id: 'kewarganegaraan' },
  tip_victim: { en: 'established victim', id: 'korban yang ditetapkan' },
  sex: { en: 'sex', id: 'jenis kelamin' },
  kind: { en: 'kind', id: 'jenis' },
  count: { en: 'number', id: 'jumlah' },
  organised_group: { en: 'organised group', id: 'kelompok terorganisasi' },
  managers: { en: 'managers', id: 'pengurus' },
};

function recordText(record: Readonly<Record<string, unknown>>): Bilingual {
  const told = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return word('unknown');
  const of = (language: 'en' | 'id'): string =>
    told.map(([name, value]) => `${parts[name]?.[language] ?? name} ${valueText(value)[language]}`).join(' ');
  return { en: of('en'), id: of('id') };
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
