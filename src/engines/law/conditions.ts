import { allOf, anyOf, given, type Facts, type Tri } from './facts.ts';
import type { PreparedPack } from './compile.ts';
import { adultVictim, childVictim, isCitizenOf, toldCircumstance, victimAged, victimStatus } from './situation.ts';
import type { Situation } from './situation.ts';

/** A further fact an offence asks for: how it follows from the facts, and which of them decide it. */
interface Condition {
  readonly fields: readonly (keyof Facts)[];
  readonly of: (situation: Situation, law: PreparedPack) => Tri;
}

const circumstance = (key: string): Condition => ({
  fields: ['circumstances'],
  of: (situation) => toldCircumstance(situation, key),
});

const field = (name: 'benefit' | 'illegal_entry' | 'crossed_border' | 'to_facilitate_tip'): Condition => ({
  fields: [name],
  of: ({ facts }) => given(facts[name]),
});

const place = ({ facts }: Situation, country: string): Tri =>
  facts.place_of_exploitation ? facts.place_of_exploitation === country : 'open';

/** Indonesian document: told, or a document of the kind was not looked at. */
const indonesianDocument = ({ facts }: Situation): Tri => given(facts.indonesian_travel_document);
const not = (value: Tri): Tri => (value === 'open' ? value : !value);

/** Over the border: unless it was said that none was crossed, an act that names the border tells it. */
const crossing = ({ facts }: Situation): Tri =>
  facts.crossed_border ?? (facts.acts?.some((act) => /^(bring_into|take_out|transit)/.test(act)) ? true : 'open');

const conditions: Readonly<Record<string, Condition>> = {
  benefit: field('benefit'),
  illegal_entry: field('illegal_entry'),
  no_legal_right: field('illegal_entry'),
  // A national cannot enter illegally in the sense of the protocols: an illegal entry shows it.
  not_national_or_permanent_resident: field('illegal_entry'),
  cross_border: { fields: ['crossed_border'], of: crossing },
  entry_into_indonesia: {
    fields: ['crossed_border', 'intent_to_exploit_at_entry'],
    of: (situation) => allOf([crossing(situation), situation.facts.intent_to_exploit_at_entry ?? true]),
  },
  exit_from_indonesia: { fields: ['crossed_border'], of: crossing },
  exploitation_place_indonesia: { fields: ['place_of_exploitation'], of: (situation) => place(situation, 'IDN') },
  victim_citizen_idn: { fields: ['victims'], of: (situation) => isCitizenOf(situation, 'IDN') },
  victim_child: { fields: ['victims'], of: (situation, law) => childVictim(situation, law.childBelow) },
  victim_adult: { fields: ['victims'], of: (situation, law) => adultVictim(situation, law.childBelow) },
  victim_age_over_15_under_18: { fields: ['victims'], of: (situation) => victimAged(situation, 15.001, 17.999) },
  victim_age_15_or_under: { fields: ['victims'], of: (situation) => victimAged(situation, 0, 15) },
  victim_child_or_unable: {
    fields: ['victims', 'circumstances'],
    of: (situation, law) =>
      anyOf([childVictim(situation, law.childBelow), toldCircumstance(situation, 'unable_to_protect_self')]),
  },
  victim_child_or_woman: {
    fields: ['victims', 'circumstances'],
    of: (situation, law) => anyOf([childVictim(situation, law.childBelow), woman(situation)]),
  },
  consideration_promised_or_given: {
    fields: ['circumstances', 'means'],
    of: (situation) =>
      anyOf([
        toldCircumstance(situation, 'consideration_promised_or_given'),
        situation.facts.means?.includes('payment_or_benefit_to_controller') ?? false,
      ]),
  },
  person_is_tip_victim: { fields: ['victims'], of: victimStatus },
  acting_for_corporation: { fields: ['offender'], of: (situation) => corporation(situation) },
  to_facilitate_tip: field('to_facilitate_tip'),
  to_enable_smuggling: {
    fields: ['circumstances', 'illegal_entry'],
    of: (situation) =>
      anyOf([toldCircumstance(situation, 'to_enable_smuggling'), given(situation.facts.illegal_entry)]),
  },
  one_aggravating_circumstance: {
    fields: ['circumstances', 'offender', 'victims'],
    of: (situation, law) =>
      anyOf(
        (situation.readings.one_of['one_aggravating_circumstance'] ?? []).map((key) =>
          aggravatingOf(key, situation, law),
        ),
      ),
  },
  told_of_secrecy: circumstance('told_of_secrecy'),
  indonesian_travel_document: { fields: ['indonesian_travel_document'], of: indonesianDocument },
  foreign_travel_document: {
    fields: ['indonesian_travel_document'],
    of: (situation) => not(indonesianDocument(situation)),
  },
};

function woman(situation: Situation): Tri {
  const { facts } = situation;
  if (toldCircumstance(situation, 'woman_victim') === true) return true;
  if (!facts.victims) return 'open';
  return anyOf(facts.victims.map(({ sex }) => (sex ? /^f/i.test(sex) : 'open')));
}

/** Who acted, or for whom: a corporation. */
export function corporation(situation: Situation): Tri {
  const told = toldCircumstance(situation, 'corporation');
  const { kind } = situation.facts.offender ?? {};
  if (kind === 'corporation' || told === true) return true;
  return kind ? false : 'open';
}

/** A circumstance that a list leaves out is a no, unless a fact that could still tell it is not known. */
const toldBeside = (situation: Situation, key: string, isKnown: boolean): Tri => {
  const told = toldCircumstance(situation, key);
  return told === false && !isKnown ? 'open' : told;
};

/** Circumstances that facts of their own tell, beside the list of circumstances. */
const derived: Readonly<Record<string, Condition>> = {
  child_victim: {
    fields: ['victims', 'circumstances'],
    of: (situation, law) => childVictim(situation, law.childBelow),
  },
  corporation: { fields: ['offender', 'circumstances'], of: corporation },
  public_official: {
    fields: ['offender', 'circumstances'],
    of: (situation) =>
      situation.facts.offender?.kind === 'official'
        ? true
        : toldBeside(situation, 'public_official', Boolean(situation.facts.offender?.kind)),
  },
  organised_group: {
    fields: ['offender', 'circumstances'],
    of: (situation) =>
      situation.facts.offender?.organised_group === true
        ? true
        : toldBeside(situation, 'organised_group', Boolean(situation.facts.offender)),
  },
  multiple_victims: {
    fields: ['victims', 'circumstances'],
    of: (situation) =>
      (situation.facts.victims?.length ?? 0) > 1
        ? true
        : toldBeside(situation, 'multiple_victims', Boolean(situation.facts.victims)),
  },
};

/** Whether a further fact of an offence is there. A key without a rule of its own is a circumstance of that name. */
export function conditionOf(key: string, situation: Situation, law: PreparedPack): Tri {
  return (conditions[key] ?? circumstance(key)).of(situation, law);
}

/** Whether a circumstance that aggravates is there. */
export function aggravatingOf(key: string, situation: Situation, law: PreparedPack): Tri {
  return (derived[key] ?? circumstance(key)).of(situation, law);
}

/** The fields of the facts that decide a further fact or a circumstance. */
export const fieldsOf = (key: string): readonly (keyof Facts)[] =>
  conditions[key]?.fields ?? derived[key]?.fields ?? ['circumstances'];
