import {
  evaluate,
  limitation,
  nextQuestion,
  reasonsOf,
  rightsOf,
  type Evaluation,
  type Facts,
  type Law,
} from '../../engines/law/index.ts';

interface Asked {
  readonly packs?: readonly string[] | undefined;
  readonly date?: string | undefined;
}

/** Facts held against the laws, with everything a screen or a note says of it. */
export function evaluateWhole(law: Law, facts: Facts, { packs, date }: Asked) {
  const options = { packs: packs ?? null, date: date ?? null };
  const evaluation = evaluate(law, facts, options);
  return {
    result: plain(evaluation.result),
    reasons: reasonsOf(evaluation).map(plain),
    next: plain(nextQuestion(law, evaluation, options)),
    rights: rightsOf(evaluation).map(plain),
    limitation: limitations(law, evaluation).map(plain),
  };
}

/** As JSON has it: what leaves for the wire is the record alone. */
const plain = <T>(value: T): T extends null ? null : Record<string, unknown> =>
  JSON.parse(JSON.stringify(value)) as T extends null ? null : Record<string, unknown>;

/** Until when each charge can be prosecuted, where its country has bands here and its maximum may be named. */
function limitations(law: Law, { charges, situation }: Evaluation) {
  const day = situation.date;
  if (day === null) return [];
  return charges.flatMap(({ listed, outcome }) => {
    const { jurisdiction } = outcome.law.pack;
    const bands = [...law.packs.values()].find(
      ({ pack }) => pack.jurisdiction === jurisdiction && pack.limits.some((limit) => limit.bands !== undefined),
    );
    const terms = listed.penalties.map(({ imprisonment_months }) => imprisonment_months);
    if (!bands || terms.length === 0) return [];
    const found = limitation(bands.pack, {
      maxMonths: Math.max(0, ...terms.map(({ max }) => max ?? 0)),
      life: terms.some(({ life }) => life),
      death: terms.some(({ death }) => death),
      date: day,
    });
    return found ? [{ pack: listed.pack, offence: listed.offence, by: bands.pack.id, ...found }] : [];
  });
}
