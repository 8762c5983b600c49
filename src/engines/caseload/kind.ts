/** A leg of a journey: places by their gazetteer codes; `ORIGIN` is where the person comes from. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly border: string | null;
  readonly mode: string;
}

/** A kind of story: who is recruited where and how, by what route to what exploitation, and who gets to know of it. */
export interface CaseKind {
  readonly code: string;
  /** How often, beside the other kinds. */
  readonly weight: number;
  readonly origins: readonly (readonly [country: string, area: string])[];
  readonly routes: readonly (readonly Leg[])[];
  readonly places: readonly string[];
  readonly forms: readonly string[];
  readonly sectors: readonly string[];
  readonly methods: readonly string[];
  readonly means: readonly string[];
  readonly controls: readonly string[];
  /** Share of women and girls. */
  readonly female: number;
  readonly ages: readonly [number, number];
  /** Most persons in one situation. */
  readonly group: number;
  /** What the agencies find of the two crimes, with weights. */
  readonly crimes: readonly (readonly [tip: string, som: string, weight: number])[];
  readonly agencies: readonly string[];
  readonly organisation: {
    readonly type: string;
    readonly part: string;
    readonly country: string;
    readonly sector: string;
    readonly names: readonly string[];
  } | null;
  readonly status: string;
  readonly story: readonly string[];
}

/** Writes a route as `from>to@border:mode`, legs parted by blanks; the border may be left out. */
export function route(text: string): readonly Leg[] {
  return text.split(' ').map((leg) => {
    const [, from = '', to = '', border, mode = ''] = /^(.+)>([^@:]+)(?:@([^:]+))?:(.+)$/.exec(leg) ?? [];
    return { from, to, border: border ?? null, mode };
  });
}

export const trafficking: CaseKind['crimes'] = [
  ['yes', 'no', 5],
  ['suspected', 'unknown', 3],
  ['yes', 'not-asked', 2],
  ['yes', 'yes', 1],
];
export const smuggling: CaseKind['crimes'] = [
  ['no', 'yes', 5],
  ['unknown', 'yes', 3],
  ['suspected', 'yes', 3],
  ['yes', 'yes', 2],
  ['not-asked', 'suspected', 1],
];
export const both: CaseKind['crimes'] = [
  ['yes', 'yes', 5],
  ['yes', 'suspected', 2],
  ['suspected', 'yes', 2],
  ['yes', 'no', 2],
];
export const neither: CaseKind['crimes'] = [
  ['no', 'no', 6],
  ['unknown', 'no', 2],
  ['not-asked', 'not-asked', 1],
];
