import type { Bar } from './bars.ts';
import type { Outcome } from './choose.ts';
import { childVictim, adultVictim } from './situation.ts';
import { meansUsed, purposeShown, actOf } from './elements.ts';
import type { Charge } from './result.ts';
import type { OffenceClass } from './pack.ts';

/** What the flags are raised from. */
export interface Judged {
  readonly outcomes: readonly Outcome[];
  readonly charges: readonly Charge[];
  readonly bars: readonly Bar[];
  readonly classes: ReadonlySet<OffenceClass>;
}

type Flag = readonly [name: string, raised: (judged: Judged) => boolean];

const has = ({ classes }: Judged, klass: OffenceClass): boolean => classes.has(klass);
const facts = ({ outcomes }: Judged) => outcomes[0]?.reading.situation.facts;
const charged = ({ charges }: Judged, test: (charge: Charge) => boolean): boolean => charges.some(test);

const flags: readonly Flag[] = [
  ['consent_irrelevant', consentIrrelevant],
  ['means_missing_adult', ({ outcomes }) => outcomes.some((outcome) => meansMissing(outcome, 'adult'))],
  ['consider_child_protection_law', ({ outcomes }) => outcomes.some((outcome) => meansMissing(outcome, 'child'))],
  ['protocol_definition_met_domestic_not_met', protocolOnly],
  ['victim_status_overrides_smuggled_status', overridesSmuggled],
  ['benefit_missing', benefitMissing],
  ['humanitarian_or_family_help', humanitarian],
  ['non_punishment', nonPunishment],
  ['stacking_is_engine_convention', (judged) => charged(judged, ({ sentence }) => sentence.stacked)],
  ['penalty_needs_legal_review', needsReview],
  ['treaty_sets_no_penalty', treatyOnly],
  ['migrants_not_liable_for_being_smuggled', migrantsNotLiable],
  ['fine_amount_unspecified', fineUnspecified],
  ['corporate_additional_measures_available', corporateMeasures],
  ['screen_for_other_offences', screenForOthers],
];

/** The flags of data/law/facts.md that the facts and laws raise, by name. */
export function flagsOf(judged: Judged): string[] {
  const raised = flags.filter(([, test]) => test(judged)).map(([name]) => name);
  const caps = judged.charges.flatMap(({ sentence, outcome }) =>
    sentence.capped ? [`imprisonment_capped_${outcome.law.pack.penalty_rules?.fixed_term_cap_months ?? ''}`] : [],
  );
  return [...new Set([...raised, ...caps])].toSorted();
}

/**
 * The person agreed and it does not matter. Said on charges against people: on a corporation's charge the worked examples
 * leave it to the rights of the victim.
 */
function consentIrrelevant(judged: Judged): boolean {
  const { consent, offender } = facts(judged) ?? {};
  if (consent !== true || offender?.kind === 'corporation') return false;
  return judged.outcomes.some(({ law, classes }) => classes.has('TIP') && law.pack.elements.consent_relevant === false);
}

/** Whether the general crime of a law fails for certain, whatever its border offences may yet come to. */
function fails({ law, classes, findings }: Outcome, klass: OffenceClass): boolean {
  if (classes.has(klass)) return false;
  const crimes = findings.filter(
    ({ prepared: { part, offence } }) => part === 'principal' && offence.applies_to === klass,
  );
  const general = crimes.filter(({ prepared }) => !prepared.namesActs);
  const deciding = general.length > 0 ? general : crimes;
  return deciding.length > 0 && deciding.every(({ status }) => status === false) && law.principals.length > 0;
}

/** Act and purpose are there, a means is not, and the law asks for one. */
function meansMissing(outcome: Outcome, victim: 'adult' | 'child'): boolean {
  const { law, reading } = outcome;
  if (!fails(outcome, 'TIP') || purposeShown(reading) !== true || meansUsed(reading) !== false) return false;
  const general = law.principals.filter(
    ({ offence, namesActs }) =>
      offence.applies_to === 'TIP' && !namesActs && /^required|child$/.test(offence.elements_required.means),
  );
  if (!general.some((one) => actOf(reading, one) === true)) return false;
  const child = childVictim(reading.situation, law.childBelow);
  return victim === 'child'
    ? child === true
    : child === false && adultVictim(reading.situation, law.childBelow) === true;
}

/** A treaty's definition is met while a country's own charge fails on its elements, not on its date. */
function protocolOnly({ outcomes }: Judged): boolean {
  return (['TIP', 'SOM'] as const).some(
    (klass) =>
      outcomes.some(({ law, classes }) => law.treaty && classes.has(klass)) &&
      outcomes.some((outcome) => !outcome.law.treaty && fails(outcome, klass)),
  );
}

function overridesSmuggled(judged: Judged): boolean {
  const victim = facts(judged)?.victims?.some(({ tip_victim }) => tip_victim === true) ?? false;
  return has(judged, 'SOM') && (has(judged, 'TIP') || victim);
}

const smuggling = ({ outcomes }: Judged): boolean =>
  outcomes.some(({ law }) => law.principals.some(({ offence }) => offence.applies_to === 'SOM'));

function benefitMissing(judged: Judged): boolean {
  const { benefit, crossed_border, illegal_entry } = facts(judged) ?? {};
  return smuggling(judged) && benefit === false && (illegal_entry === true || crossed_border === true);
}

function humanitarian(judged: Judged): boolean {
  const { relationship, benefit } = facts(judged) ?? {};
  return smuggling(judged) && benefit !== true && (relationship === 'family' || relationship === 'humanitarian');
}

function nonPunishment(judged: Judged): boolean {
  const { person_role, compelled_by_trafficker } = facts(judged) ?? {};
  const asked = person_role === 'victim' || compelled_by_trafficker === true;
  return asked && judged.bars.some(({ status }) => status === true);
}

/** The law changed, or the figures of a law in force were not read: nobody should rely on a number. */
function needsReview({ outcomes, charges }: Judged): boolean {
  if (charges.some(({ listed }) => listed.penalty_not_asserted)) return true;
  return outcomes.some(
    ({ law, classes, lapsed, reading }) =>
      classes.size > 0 &&
      lapsed.some(({ continued }) => continued) &&
      reading.situation.date !== null &&
      law.reviewFrom !== null &&
      reading.situation.date >= law.reviewFrom,
  );
}

function treatyOnly({ charges }: Judged): boolean {
  return (
    charges.length > 0 && charges.every(({ prepared }) => prepared.offence.penalty.combination === 'treaty_sets_none')
  );
}

function migrantsNotLiable(judged: Judged): boolean {
  if (!has(judged, 'SOM')) return false;
  return judged.outcomes.some(
    ({ law, classes }) =>
      classes.has('SOM') &&
      law.pack.victim_rights.some(({ key, effect }) => key === 'no_migrant_liability' || effect?.kind === 'bar'),
  );
}

function fineUnspecified(judged: Judged): boolean {
  return charged(
    judged,
    ({ listed, prepared }) => listed.penalties.length > 0 && prepared.offence.penalty.fine.unspecified_amount === true,
  );
}

function corporateMeasures(judged: Judged): boolean {
  const { kind } = facts(judged)?.offender ?? {};
  return charged(judged, ({ sentence, outcome }) => {
    const listed = sentence.applied.some(
      ({ aggravation }) =>
        aggravation.condition === 'corporation' && (aggravation.additional_measures?.length ?? 0) > 0,
    );
    const read = outcome.reading.situation.readings.corporate[outcome.law.pack.id];
    return listed || (kind === 'corporation' && read !== undefined);
  });
}

/** Nothing is made out: look at other law. Help among family or out of humanity is not hunted for. */
function screenForOthers(judged: Judged): boolean {
  if (judged.classes.size > 0 || humanitarian(judged) || facts(judged)?.person_role === 'victim') return false;
  const defining = judged.outcomes.filter(({ law }) => law.principals.length > 0);
  const failing = (outcome: Outcome): boolean =>
    outcome.lapsed.length === 0 &&
    (['TIP', 'SOM'] as const).every(
      (klass) => !outcome.law.principals.some(({ offence }) => offence.applies_to === klass) || fails(outcome, klass),
    );
  return defining.length > 0 && defining.every(failing);
}
