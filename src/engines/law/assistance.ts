import type { LawPack, RefusalGround, RequiredContent } from './pack.ts';

/** A draft request for legal assistance: what it holds, content by content, and of what type it is. */
export interface AssistanceRequest {
  readonly type?: string | null | undefined;
  readonly contents: Readonly<Record<string, boolean>>;
}

/** Which list of a law is meant where it has two: for requests that come in, or that go out. */
export type Direction = 'incoming' | 'outgoing';

export interface AssistanceCheck {
  readonly valid: boolean;
  /** Contents the law requires and the draft lacks. */
  readonly missing: readonly string[];
  /** Contents asked for where possible. */
  readonly warnings: readonly string[];
  /** Contents asked for only in cases that the draft does not speak of. */
  readonly conditional: readonly string[];
  /** The law does not serve this type at all. */
  readonly excluded: boolean;
  readonly refusal_grounds: readonly {
    readonly key: string;
    readonly article: string | null;
    readonly mandatory: boolean;
  }[];
  readonly articles: Readonly<Record<string, string>>;
  readonly verified: boolean;
}

/** What a law wants to see in a request; null where it has no list. */
function requiredContents({ mla }: LawPack, direction: Direction): readonly RequiredContent[] | null {
  if (!mla) return null;
  const both = { incoming: mla.incoming_request_must_contain, outgoing: mla.outgoing_request_must_contain };
  return mla.request_must_contain ?? both[direction] ?? null;
}

/** Grounds on which a law refuses, or may refuse. */
function refusalGrounds({ mla }: LawPack): (RefusalGround & { mandatory: boolean })[] {
  const may = [...(mla?.discretionary_refusal ?? []), ...(mla?.refusal_grounds ?? [])];
  return [
    ...(mla?.mandatory_refusal ?? []).map((one) => ({ ...one, mandatory: true })),
    ...may.map((one) => ({ ...one, mandatory: false })),
  ];
}

/**
 * Holds a draft request against one law's list. What the draft does not say it holds is taken as missing, for the other
 * State will see no more than the draft. Null where the law has no list.
 */
export function checkRequest(pack: LawPack, request: AssistanceRequest, direction: Direction): AssistanceCheck | null {
  const contents = requiredContents(pack, direction);
  if (!contents) return null;
  const absent = contents.filter(({ key, except }) => request.contents[key] !== true && !exempts(except, request.type));
  const need = (content: RequiredContent): string => needOf(content, request.type);
  const missing = absent.filter((one) => need(one) === 'required').map(({ key }) => key);
  const not = [...(pack.mla?.not_covered ?? []), ...(pack.mla?.excluded?.list ?? [])];
  const excluded = not.some((one) => one === request.type);
  return {
    valid: missing.length === 0 && !excluded,
    missing,
    warnings: absent.filter((one) => need(one) === 'where_possible').map(({ key }) => key),
    conditional: absent.filter((one) => need(one) === 'conditional').map(({ key }) => key),
    excluded,
    refusal_grounds: refusalGrounds(pack)
      .filter(({ key }) => request.contents[key] === true)
      .map(({ key, article, mandatory }) => ({ key, article: article ?? null, mandatory })),
    articles: Object.fromEntries(contents.flatMap(({ key, article }) => (article ? [[key, article]] : []))),
    verified: pack.source.verified === true && contents.every(({ verified }) => verified !== false),
  };
}

/** A type is exempt when the words of the exception are all among its own: "judicial documents" of service_of_judicial_documents. */
function exempts(except: string | undefined, type: string | null | undefined): boolean {
  if (!except || !type) return false;
  const words = new Set(wordsOf(type));
  return wordsOf(except).every((word) => words.has(word));
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

function needOf({ required, if: condition }: RequiredContent, type: string | null | undefined): string {
  if (required === 'where_possible' || /possible/.test(condition ?? '')) return 'where_possible';
  if (required === 'if_any' || condition === 'any') return 'conditional';
  if (condition !== undefined) return appliesTo(condition, type) ? 'required' : 'conditional';
  return required === false ? 'conditional' : 'required';
}

/** "enforcing a judgment" speaks of requests whose type names the judgment. */
function appliesTo(condition: string, type: string | null | undefined): boolean {
  const last = wordsOf(condition).at(-1);
  return last !== undefined && wordsOf(type ?? '').includes(last);
}
