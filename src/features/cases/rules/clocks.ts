import type { clockKinds } from '../../../words/case-work.ts';

/**
 * The clocks of a case. Periods are defaults; national law always wins.
 * - A child: child protection is told within 24 hours (Bulgaria, national referral mechanism; practice elsewhere).
 * - Recovery and reflection: at least 30 days from reasonable grounds (Council of Europe Convention on Action against
 *   Trafficking in Human Beings, art. 13).
 * - A share ends, and a closed case may be erased, on the day that was said.
 */
export type ClockKind = (typeof clockKinds)[number];

export interface Clock {
  readonly kind: ClockKind;
  /** Instants. The end is when the time is over, not the last day of it. */
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What the clocks of one case are told by. Days are dates, all else instants. */
export interface ClockFacts {
  readonly isOpen: boolean;
  readonly people: readonly {
    readonly createdAt: string;
    readonly ageIdentificationMin?: number | null | undefined;
    readonly victimStatus?: string | null | undefined;
    readonly statusDecidedOn?: string | null | undefined;
  }[];
  /** The clocks of tasks that are done. */
  readonly stopped: readonly string[];
  readonly shareEnds: readonly { readonly startsAt: string; readonly expiresAt: string }[];
  readonly retainUntil: string | null;
  readonly closedOn: string | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REFLECTION_DAYS = 30;
/** How long before its end a share or a retention period is worth a look. */
const NOTICE_DAYS = 30;

const after = (start: string, milliseconds: number): string => new Date(Date.parse(start) + milliseconds).toISOString();
const midnight = (day: string): string => new Date(`${day}T00:00:00Z`).toISOString();
const earliest = (instants: readonly string[]): string | undefined => instants.toSorted()[0];

/** The clocks that run in a case, or have run out, the first to end first. */
export function clocksOf(facts: ClockFacts, now: string): readonly Clock[] {
  const children = facts.people.filter(({ ageIdentificationMin: age }) => typeof age === 'number' && age < 18);
  const firstChild = earliest(children.map(({ createdAt }) => createdAt));
  const grounds = facts.people.flatMap(({ victimStatus, statusDecidedOn }) =>
    statusDecidedOn && (victimStatus === 'POSSIBLE' || victimStatus === 'ACTUAL') ? [midnight(statusDecidedOn)] : [],
  );
  const soon = after(now, NOTICE_DAYS * DAY);
  const found: readonly (Clock | false | undefined)[] = [
    facts.isOpen &&
      firstChild !== undefined && { kind: 'child-notification', startsAt: firstChild, endsAt: after(firstChild, DAY) },
    ...(facts.isOpen
      ? grounds.map((startsAt): Clock => ({
          kind: 'reflection',
          startsAt,
          endsAt: after(startsAt, REFLECTION_DAYS * DAY),
        }))
      : []),
    ...facts.shareEnds
      .filter(({ expiresAt }) => expiresAt > now && expiresAt < soon)
      .map(({ startsAt, expiresAt }): Clock => ({ kind: 'share', startsAt, endsAt: expiresAt })),
    facts.retainUntil !== null &&
      midnight(facts.retainUntil) < soon && {
        kind: 'retention',
        startsAt: midnight(facts.closedOn ?? facts.retainUntil),
        endsAt: midnight(facts.retainUntil),
      },
  ];
  return found
    .filter((clock): clock is Clock => typeof clock === 'object' && !facts.stopped.includes(clock.kind))
    .toSorted((one, other) => one.endsAt.localeCompare(other.endsAt));
}
