import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { DataClass, Permission } from '../../words/access.ts';
import type { Actor } from '../access/actor.ts';
import type { Standing } from '../auth/actor.ts';
import type { Store } from '../store/index.ts';
import type { Problem } from './problem.ts';
import type { Services } from './services.ts';

/** What an action acts on, as far as the actor may see it. A loader answers null for hidden and for absent alike. */
export interface Subject {
  readonly kind: string;
  readonly id: string | null;
  readonly caseId?: string | null;
  /** The version a write must name; absent where the subject is a collection. */
  readonly version?: number;
  readonly updatedAt?: string;
  readonly updatedBy?: string | null;
  /** The record as the actor may read it, shown beside the actor's own words when versions clash. */
  readonly row?: unknown;
  /** Whose account it is, where nobody is signed in yet: a sign-in is on the trail of the person's agency. */
  readonly account?: { readonly userId: string | null; readonly agencyId: string | null };
}

/** Why data are handled, for the permission matrix and the audit trail. */
export type Purpose =
  'case-work' | 'statistics' | 'administration' | 'security' | 'oversight' | 'own-account' | 'reference';

/** A file sent with a request, already on disk, measured and hashed, not yet trusted. */
export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file or stream as an answer. */
export interface FileReply {
  readonly stream: Readable;
  readonly mediaType: string;
  readonly fileName: string;
  /** A page a browser shows in place of keeping it as a file: how long it may be kept and who may frame it. */
  readonly headers?: Readonly<Partial<Record<'content-security-policy' | 'cache-control' | 'vary', string>>>;
  /** Of such a page that says that there is nothing: 404. */
  readonly status?: 200 | 404;
}

/** What the caller's connection tells: for sessions, lock-out and limits. Never stored with content. */
export interface Caller {
  readonly address: string;
  readonly device: string;
  /** What the browser asks to be answered in (Accept-Language); empty where it says nothing. */
  readonly languages?: string;
  readonly origin: string;
  readonly sessionToken: string | null;
}

export interface Context<Input, S extends Subject, A extends Actor | null = Actor, P = unknown> {
  readonly input: Input;
  readonly actor: A;
  readonly standing: Standing;
  /** What `prepare` found. */
  readonly prepared: P;
  readonly subject: S;
  readonly store: Store;
  readonly services: Services;
  readonly caller: Caller;
  readonly now: Date;
  readonly newId: () => string;
  readonly upload: Upload | null;
  /** Sets or clears the session cookie of the reply. */
  readonly setSession: (token: string | null, expiresAt?: Date) => void;
}

export type PrepareContext<Input> = Pick<
  Context<Input, Subject>,
  'input' | 'services' | 'now' | 'caller' | 'upload'
> & {
  /** Keeps a file in the encrypted store and gives its key; it is removed again unless the transaction commits. */
  readonly keepFile: (path: string) => Promise<string>;
};

export type LoadContext<Input, A extends Actor | null, P = unknown> = Pick<
  Context<Input, Subject, A, P>,
  'input' | 'actor' | 'store' | 'services' | 'now' | 'prepared'
> & {
  /** True for writes: the loader locks the row until the transaction ends. */
  readonly forUpdate: boolean;
};

/** Answered by `run` to commit what it did and yet reply with a problem: a wrong password counts and is audited. */
export class Refusal {
  readonly problem: Problem;
  readonly subjectId: string | null;
  constructor(problem: Problem, subjectId: string | null = null) {
    this.problem = problem;
    this.subjectId = subjectId;
  }
}

export interface ActionSpec<
  I extends z.ZodObject,
  O extends z.ZodType,
  S extends Subject,
  A extends Actor | null = Actor,
  P = unknown,
> {
  /** `things.verb`, unique; the client's and the command line's name for it. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/...` with `:parameters` that are fields of the input. */
  readonly path: string;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** The verb needed; `signed-in`: anyone with a session; `anyone`: no session needed. */
  readonly permission: Permission | (A extends null ? 'anyone' : 'signed-in');
  /** The class of data a write changes or a read needs, beyond the verb. */
  readonly dataClass?: DataClass | ((input: z.output<I>) => DataClass);
  /**
   * Slow work before the transaction opens, so that nobody waits for it with the database in hand: hashing a password,
   * asking an identity provider, encrypting a file. It may read; what it found is decided upon in `run`. Stands before `subject` and `run`.
   */
  readonly prepare?: (context: PrepareContext<z.output<I>>) => Promise<P>;
  readonly subject: (context: LoadContext<z.output<I>, A, P>) => Promise<S | null>;
  readonly purpose: Purpose;
  /** What the audit line says, in the past tense. */
  readonly audit: string;
  /** Ids of what a list or search gave away, and codes worth keeping; never personal data. */
  readonly auditHits?: (output: z.output<O>) => readonly string[];
  readonly auditDetail?: (input: z.output<I>, output: z.output<O>) => Record<string, string | number | boolean | null>;
  /**
   * True for an answer that only goes on with what an earlier line on the trail told, such as a beat that says a person
   * is still on a page: it writes no line of its own. Never for what reads or changes a record.
   */
  readonly goesOn?: (output: z.output<O>) => boolean;
  /**
   * A read of what concerns no person and no case, such as the words an agency has for codes: it writes no line. Only
   * for GET.
   */
  readonly impersonal?: true;
  /** A question sent with POST, so that what is asked for stands in no address: its answer is never kept for a repetition. */
  readonly asks?: true;
  /** True: the request must name the version it changes with If-Match. */
  readonly versioned?: boolean;
  /** Default 1 MiB of JSON, 600 calls a minute and person. */
  readonly limits?: { readonly bodyBytes?: number; readonly perMinute?: number };
  readonly body?: 'json' | 'file';
  readonly reply?: 'json' | 'file';
  /**
   * `actor`: the transaction sees what the actor may see. `owner`: sign-in, set-up and backup, which handle what no
   * actor may read (secrets, sessions, everything); kept to those features and listed in the permission matrix.
   */
  readonly runs?: 'actor' | 'owner';
  /**
   * Open to a session that is not complete: `second-factor`, while the code is still to come (and while a factor is
   * still to be set up); `enrolment`, only while a factor is still to be set up. Default: complete sessions only.
   */
  readonly openBefore?: 'second-factor' | 'enrolment';
  /** Open to a session whose screen is locked: what unlocks or ends it. */
  readonly openLocked?: boolean;
  /** The verb on the command line, where it makes sense: `case open`. */
  readonly command?: string;
  readonly run: (
    context: Context<z.output<I>, S, A, P>,
  ) => Promise<z.input<O> | Refusal | (FileReply & { output?: z.input<O> })>;
}

/** An action as the machinery handles it, its own types folded away. */
export interface Action {
  readonly spec: ActionSpec<z.ZodObject, z.ZodType, Subject, Actor | null>;
}
export interface TypedAction<I extends z.ZodObject, O extends z.ZodType> extends Action {
  readonly types?: { readonly input: z.input<I>; readonly output: z.output<O> };
}
export type InputOf<T> = T extends TypedAction<infer I, z.ZodType> ? z.input<I> : never;
export type OutputOf<T> = T extends TypedAction<z.ZodObject, infer O> ? z.output<O> : never;

/** Declares a use case once: route, validation, documentation, client, command line, rights and audit follow from it. */
export function defineAction<I extends z.ZodObject, O extends z.ZodType, S extends Subject, P = unknown>(
  spec: ActionSpec<I, O, S, Actor, P>,
): TypedAction<I, O> {
  return fold(spec);
}

/** A use case that needs no session: sign-in and its kin. */
export function definePublicAction<I extends z.ZodObject, O extends z.ZodType, S extends Subject, P = unknown>(
  spec: ActionSpec<I, O, S, null, P>,
): TypedAction<I, O> {
  return fold(spec);
}

function fold<I extends z.ZodObject, O extends z.ZodType, S extends Subject, A extends Actor | null, P>(
  spec: ActionSpec<I, O, S, A, P>,
): TypedAction<I, O> {
  return { spec: spec as unknown as Action['spec'] };
}

/** The subject of an action on a whole collection. */
export function collection(kind: string): () => Promise<Subject> {
  return async () => ({ kind, id: null });
}

/** Refuses an action that forgot its permission, subject or audit text, and names that are taken twice. */
export function checkActions(actions: readonly Action[]): void {
  const names = new Set<string>();
  const routes = new Set<string>();
  for (const { spec } of actions) {
    const route = `${spec.method} ${spec.path.replace(/:\w+/g, ':')}`;
    const faults = [
      !spec.permission && 'has no permission',
      typeof spec.subject !== 'function' && 'has no subject',
      !spec.audit?.trim() && 'has no audit text',
      spec.impersonal && spec.method !== 'GET' && 'writes, and so concerns somebody',
      !spec.purpose && 'has no purpose',
      !spec.summary?.trim() && 'has no summary',
      names.has(spec.name) && 'shares its name with another action',
      routes.has(route) && `shares its route ${route} with another action`,
      spec.versioned && spec.method === 'GET' && 'is a read and cannot be versioned',
      ...pathParameters(spec.path).map((name) => !(name in spec.input.shape) && `has no input for :${name}`),
    ].filter(Boolean);
    if (faults.length > 0) throw new Error(`Action ${spec.name} ${faults.join(', ')}.`);
    names.add(spec.name);
    routes.add(route);
  }
}

export const pathParameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

export const isWrite = (action: Action): boolean => action.spec.method !== 'GET';
