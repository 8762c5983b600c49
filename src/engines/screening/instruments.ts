import { codeList, codesOf, type Code } from '../../words/codes.ts';

export const profiles = ['adult_labour', 'child_labour', 'adult_sexual', 'child_sexual'] as const;
export type Profile = (typeof profiles)[number];
export type Weight = 'strong' | 'medium' | 'weak';

/** One way a dimension becomes positive: at least so many of each. */
export interface Threshold {
  readonly strong?: number;
  readonly medium?: number;
  readonly weak?: number;
  /** Medium and weak counted together. */
  readonly mediumOrWeak?: number;
}

export interface Indicator {
  readonly code: string;
  readonly label: string;
  readonly dimension: string;
  /** Null: no weight was seen. Absent from a profile: the profile does not list the indicator. */
  readonly weights: Readonly<Partial<Record<Profile, Weight | null>>>;
  readonly weightsVerified: boolean;
  readonly verified: boolean;
}

/** How an instrument is read. */
export interface Instrument {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  readonly sourceVerified: boolean;
  readonly dimensions: readonly string[];
  readonly indicators: readonly Indicator[];
  /** None: the instrument publishes no threshold, and its signs are listed without a score. */
  readonly rule: { readonly anyOf: readonly Threshold[]; readonly verified: boolean } | null;
  /** Which dimensions together make strong indications, by kind of profile; without it any positive dimension does. */
  readonly combination?: 'ilo-delphi';
}

const dimensionless = 'signs';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A published list without weights, all of it or the codes of one group. */
function unweighted(id: 'screening-ilo-forced-labour' | 'screening-unodc-general' | 'dtm-flow-monitoring'): Instrument {
  const list = codeList(id);
  const source = list['source'] as { name: string; version: string; verified: boolean };
  const codes = codesOf(id).filter((code) => id !== 'dtm-flow-monitoring' || code['group'] === 'trafficking_indicator');
  const dimensionOf = (code: Code): string => text(code['group']) || dimensionless;
  return {
    id,
    title: list.title,
    version: source.version,
    source: source.name,
    sourceVerified: source.verified,
    dimensions: [...new Set(codes.map(dimensionOf))],
    indicators: codes.map((code) => ({
      code: code.code,
      label: code.label,
      dimension: dimensionOf(code),
      weights: {},
      weightsVerified: false,
      verified: code.verified,
    })),
    rule: null,
  };
}

/** The ILO/EC indicators: six dimensions, weights by profile, the rule as the one synthesis that was seen tells it. */
function iloDelphi(): Instrument {
  const list = codeList('screening-ilo-delphi');
  const source = list['source'] as { name: string; version: string; verified: boolean };
  const rules = list['rules'] as { verified: boolean; dimensionPositiveIfAny: readonly Threshold[] };
  return {
    id: 'screening-ilo-delphi',
    title: list.title,
    version: source.version,
    source: source.name,
    sourceVerified: source.verified,
    dimensions: (list['dimensions'] as readonly { key: string }[]).map(({ key }) => key),
    indicators: codesOf('screening-ilo-delphi').map((code) => {
      const weights = code['weights'] as Record<Profile, Weight | null>;
      const listed = { ...weights } as Partial<Record<Profile, Weight | null>>;
      if (code['listedInChildLabour'] === false) delete listed.child_labour;
      const marks = code['weightsVerified'] as Record<Profile, boolean>;
      return {
        code: code.code,
        label: code.label,
        dimension: text(code['dimension']),
        weights: listed,
        weightsVerified: profiles.every((profile) => marks[profile]),
        verified: code.verified,
      };
    }),
    rule: { anyOf: rules.dimensionPositiveIfAny, verified: rules.verified },
    combination: 'ilo-delphi',
  };
}

/** The published instruments, in the order they are shown. */
export const publishedInstruments: readonly Instrument[] = [
  iloDelphi(),
  unweighted('screening-ilo-forced-labour'),
  unweighted('screening-unodc-general'),
  unweighted('dtm-flow-monitoring'),
];
