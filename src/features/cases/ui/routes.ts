import type { RouteLeg, RouteStop } from '../../../kit/maps/RouteMap.tsx';
import { positionOf } from '../../../kit/maps/positions.ts';
import { placeByCode } from '../../../words/gazetteer.ts';
import type { Overview } from './types.ts';

type Movement = Overview['movements'][number];

/** A leg of one journey or of several people together. */
export type Leg = Pick<
  Movement,
  | 'fromPlace'
  | 'toPlace'
  | 'borderPoint'
  | 'mode'
  | 'departedOn'
  | 'departedPrecision'
  | 'arrivedOn'
  | 'arrivedPrecision'
> & { readonly key: string; readonly travellers: readonly string[] };

const wayOf = (leg: Movement): string =>
  JSON.stringify([leg.fromPlace, leg.toPlace, leg.borderPoint, leg.mode, leg.departedOn, leg.arrivedOn]);

/** The legs of all journeys of a case in the order of time; people who went together are one leg. */
export function legsOf(movements: readonly Movement[]): readonly Leg[] {
  const together = Map.groupBy(movements, wayOf);
  return [...together.values()]
    .flatMap((same) => {
      const [first] = same;
      return first ? [{ ...first, key: first.id, travellers: [...new Set(same.map(({ recordId }) => recordId))] }] : [];
    })
    .toSorted(
      (one, other) =>
        (one.departedOn ?? one.arrivedOn ?? '9999').localeCompare(other.departedOn ?? other.arrivedOn ?? '9999') ||
        one.position - other.position,
    );
}

/** The places of the legs as the map marks them; await `loadPlaces()` before. */
export function stopsOf(legs: readonly Leg[], name: (code: string) => string): readonly RouteStop[] {
  const codes = new Set(legs.flatMap(({ fromPlace, toPlace, borderPoint }) => [fromPlace, toPlace, borderPoint]));
  return [...codes].flatMap((code): RouteStop[] => {
    const at = code ? positionOf(code) : null;
    return code && at ? [{ key: code, label: name(code).split(',')[0] ?? code, at, mark: markOf(code) }] : [];
  });
}

function markOf(code: string): RouteStop['mark'] {
  const place = placeByCode(code);
  if (!place || place.kind !== 'point') return place?.kind ?? 'country';
  return place.type?.endsWith('PORT') ? 'port' : 'point';
}

/** By what way a leg went, for its line on the map. */
export const ways = ['land', 'sea', 'air', 'unknown'] as const;
export type Way = (typeof ways)[number];

const wayBy = (mode: string | null | undefined): Way =>
  ways.find((way) => mode?.startsWith(way.toUpperCase())) ?? 'unknown';

/** The legs that can be drawn, both ends being known places; those of one way between two places are one line. */
export function drawnLegs(
  legs: readonly Leg[],
  label: (legs: readonly Leg[]) => string,
  write: (numbers: readonly number[]) => string,
): readonly (RouteLeg & { readonly keys: readonly string[] })[] {
  const lines = Map.groupBy(
    legs.map((leg, index) => ({ ...leg, number: index + 1 })),
    ({ fromPlace, toPlace, mode }) => JSON.stringify([fromPlace, toPlace, wayBy(mode)]),
  );
  return [...lines.values()].flatMap((same) => {
    const [first] = same;
    const [from, to] = [first?.fromPlace, first?.toPlace].map((code) => (code ? positionOf(code) : null));
    if (!first || !from || !to) return [];
    return [
      {
        key: first.key,
        keys: same.map(({ key }) => key),
        from,
        to,
        number: write(same.map(({ number }) => number)),
        label: label(same),
        way: wayBy(first.mode),
      },
    ];
  });
}

/** The legs a line stands for, in little room: the first of them, and how many they are. */
export function numbersOf(numbers: readonly number[], write: (number: number) => string): string {
  const [first = 0] = numbers;
  return numbers.length === 1 ? write(first) : `${write(first)} ×${write(numbers.length)}`;
}
