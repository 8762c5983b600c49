/** Who published a release and on what terms, as shown beside every figure. */
export interface AboutRelease {
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  readonly url: string;
  readonly citation: string;
}

/** What stands in a cell: a number, a number below a bound, a code, or a day. */
export interface Figure {
  readonly value: number | null;
  readonly censoredBelow: number | null;
  readonly code: string | null;
  readonly dated: string | null;
  readonly printed: string;
}

/** One published figure on its way into the database. */
export interface FigureDraft extends Figure {
  readonly kind: 'figure';
  readonly source: string;
  readonly release: string;
  /** Only for sources the product does not know. */
  readonly about?: AboutRelease;
  readonly indicator: string;
  readonly area: string;
  readonly areaName: string;
  readonly year: number;
  readonly dimension: string;
  readonly category: string;
  readonly sex: string;
  readonly ageGroup: string;
  readonly unit: string;
  /** How often the file has repeated this row so far. */
  readonly times: number;
}

/** One incident with the people it cost; its release's figures are sums over incidents. */
export interface IncidentDraft {
  readonly kind: 'incident';
  readonly source: string;
  readonly release: string;
  readonly incident: string;
  readonly year: number;
  readonly region: string;
  readonly route: string;
  readonly dead: number | null;
  readonly missing: number | null;
  readonly total: number | null;
}

export type SeriesDraft = FigureDraft | IncidentDraft;

/** What two different figures differ in; the spelling of a number is not it. */
export const figureText = (figure: Figure): string =>
  figure.value !== null
    ? String(figure.value)
    : figure.censoredBelow !== null
      ? `<${figure.censoredBelow}`
      : [figure.code, figure.dated].filter((part) => part !== null).join(' ');

/** What two figures for the same thing share. */
export const figureKey = (draft: FigureDraft): string =>
  JSON.stringify([
    draft.source,
    draft.release,
    draft.indicator,
    draft.area,
    draft.year,
    draft.dimension,
    draft.category,
    draft.sex,
    draft.ageGroup,
    draft.unit,
  ]);
