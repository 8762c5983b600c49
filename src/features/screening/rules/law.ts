export type { Law } from '../../../engines/law/index.ts';
import { evaluate, prepareLaw, type Law, type LawSources, type Result } from '../../../engines/law/index.ts';
import { lawFacts, type Interview } from '../../../engines/screening/index.ts';

/** An offence the answers make out so far, as one line. */
export interface OffenceShown {
  readonly key: string;
  readonly law: string;
  readonly article: string;
  readonly title: string;
  /** Months for a natural person; null where the law names none or the figure may not be named. */
  readonly months: { readonly min: number | null; readonly max: number | null; readonly life: boolean } | null;
  /** Conduct and penalty both read in the text. */
  readonly verified: boolean;
  readonly aggravations: readonly string[];
}
export interface LawShown {
  readonly verdict: Result['verdict'];
  readonly undetermined: readonly string[];
  readonly elements: Readonly<Record<string, boolean | 'not_required' | 'open'>>;
  readonly offences: readonly OffenceShown[];
  readonly flags: readonly string[];
  readonly laws: readonly string[];
}

/** The two Protocols: what an interview is held against everywhere. */
const everywhere: readonly string[] = ['un-tip-protocol', 'un-som-protocol'];

/** What a device needs to hold answers against the law with no network: the Protocols and the laws of one state. */
export const lawsFor = ({ packs, ...rest }: LawSources, country: string | null): LawSources => ({
  ...rest,
  packs: packs.filter(({ id, jurisdiction }) => everywhere.includes(id) || jurisdiction === country),
});

/** The laws of the kit made ready; null where they cannot be read. */
export function lawOf(sources: unknown): Law | null {
  try {
    return prepareLaw(sources as LawSources);
  } catch {
    return null;
  }
}

/** What the laws make of the answers so far: an aid for the officer, and a start for the lawyer. */
export function lawShown(law: Law, interview: Interview): LawShown {
  const input = lawFacts(interview);
  const facts = JSON.parse(JSON.stringify({ ...input.facts, date_of_offence: input.date_of_offence })) as Parameters<
    typeof evaluate
  >[1];
  const packs = [...law.packs.values()].filter(({ offences }) => offences.length > 0).map(({ pack }) => pack.id);
  const { result } = evaluate(law, facts, { packs });
  return {
    verdict: result.verdict,
    undetermined: result.undetermined,
    elements: result.elements_met as LawShown['elements'],
    offences: result.offences.flatMap((listed) => {
      const pack = law.packs.get(listed.pack)?.pack;
      const offence = pack?.offences.find(({ id }) => id === listed.offence);
      if (!pack || !offence) return [];
      const natural = listed.penalties.find(({ subject }) => subject === 'natural')?.imprisonment_months;
      return [
        {
          key: `${listed.pack}/${listed.offence}`,
          law: pack.title,
          article: offence.article,
          title: offence.title,
          months: natural ? { min: natural.min, max: natural.max, life: natural.life } : null,
          verified: offence.conduct_verified === true && offence.penalty_verified === true,
          aggravations: listed.aggravations,
        },
      ];
    }),
    flags: result.flags,
    laws: packs.map((id) => law.packs.get(id)?.pack.title ?? id),
  };
}
