import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import index from './vocabulary/index.json' with { type: 'json' };
import {
  codeLabel,
  codeList,
  codeListIds,
  codeOf,
  codesOf,
  fromScheme,
  isCode,
  isCodedValue,
  isCodeListId,
  MASKED,
  toScheme,
  UNKNOWN,
  withParents,
  type Code,
  type CodeListId,
} from './codes.ts';

interface Held {
  readonly id: CodeListId;
  readonly code: Code;
}

const held: readonly Held[] = codeListIds.flatMap((id) => codesOf(id).map((code) => ({ id, code })));
const anyCode = fc.constantFrom(...held);

describe('code lists', () => {
  it('offer every published list with as many codes as the index counts', () => {
    expect([...codeListIds].toSorted()).toEqual(index.lists.map((list) => list.id).toSorted());
    for (const list of index.lists) {
      const id = codeListIds.find((known) => known === list.id);
      expect(id && codeList(id).codes.length, list.id).toBe(list.codes);
      expect(id && codeList(id).id).toBe(list.id);
    }
  });

  it.each(codeListIds)('never give one code two meanings: %s', (id) => {
    const codes = codesOf(id).map((code) => code.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('keep label, evidence and maps on every code, in the words the reader expects', () => {
    for (const { id, code } of held) {
      expect(code.label, `${id} ${code.code}`).not.toBe('');
      expect(['primary', 'secondary', 'seed', 'memory', 'house']).toContain(code.evidence);
      expect(code.verified).toBe(['primary', 'secondary', 'seed'].includes(code.evidence));
      for (const mapping of Object.values(code.maps).flat()) {
        expect(['exact', 'close', 'broad', 'narrow']).toContain(mapping?.match);
      }
    }
  });

  it('name parents that exist, so that a count by the wider form finds its parts', () => {
    for (const { id, code } of held)
      for (const above of withParents(id, code.code)) expect(isCode(id, above)).toBe(true);
    expect(withParents('exploitation-forms', 'LAB.FISH')).toEqual(['LAB.FISH', 'LAB']);
  });

  it('tell a code of the list from unknown, withheld and nonsense', () => {
    expect(isCode('border-types', 'LAND.BCP')).toBe(true);
    expect(isCodeListId('border-types')).toBe(true);
    expect(isCodeListId('constructor')).toBe(false);
    expect(codeLabel('acts', 'constructor')).toBe('constructor');
    expect(isCode('acts', MASKED)).toBe(false);
    expect(isCodedValue('acts', MASKED)).toBe(true);
    expect(isCodedValue('acts', UNKNOWN)).toBe(true);
    expect(isCodedValue('acts', 'constructor')).toBe(false);
    expect(codeLabel('acts', MASKED)).toBe('Withheld by the source');
    expect(codeLabel('citizenship-iso3166', 'NAM')).toBe('Namibia');
    expect(codeLabel('acts', 'nothing of the kind')).toBe('nothing of the kind');
  });
});

describe('maps to other standards', () => {
  it('are read inwards only where the match is exact', () => {
    fc.assert(
      fc.property(anyCode, ({ id, code }) => {
        for (const [scheme, mappings] of Object.entries(code.maps)) {
          for (const { ref, match } of mappings ?? []) {
            const exact = mappings?.some((other) => other.ref === ref && other.match === 'exact') ?? false;
            expect(fromScheme(id, scheme, ref).includes(code.code), `${id} ${code.code} ${match}`).toBe(exact);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are written outwards only where the target is the same or wider', () => {
    fc.assert(
      fc.property(anyCode, ({ id, code }) => {
        for (const [scheme, mappings] of Object.entries(code.maps)) {
          const safe = (mappings ?? []).filter(({ match }) => match === 'exact' || match === 'broad');
          expect(new Set(toScheme(id, code.code, scheme))).toEqual(new Set(safe.map(({ ref }) => ref)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('do not turn a grouped or wider foreign value into one of our finer codes', () => {
    const narrowing = held.flatMap(({ id, code }) =>
      Object.entries(code.maps).flatMap(([scheme, mappings]) =>
        (mappings ?? []).filter(({ match }) => match === 'broad').map(({ ref }) => ({ id, code, scheme, ref })),
      ),
    );
    expect(narrowing.length).toBeGreaterThan(0);
    for (const { id, code, scheme, ref } of narrowing) {
      expect(fromScheme(id, scheme, ref), `${code.code} ${scheme} ${ref}`).not.toContain(code.code);
    }
  });

  it('never leave a foreign code with two exact readings', () => {
    const exact = held.flatMap(({ id, code }) =>
      Object.entries(code.maps).flatMap(([scheme, mappings = []]) =>
        mappings.filter(({ match }) => match === 'exact').map(({ ref }) => ({ id, code, scheme, ref })),
      ),
    );
    expect(exact.length).toBeGreaterThan(0);
    for (const { id, code, scheme, ref } of exact) expect(fromScheme(id, scheme, ref)).toEqual([code.code]);
  });

  it('answer nothing for codes and schemes they do not know', () => {
    expect(fromScheme('acts', 'toString', 'x')).toEqual([]);
    expect(toScheme('acts', 'nothing of the kind', 'htcds')).toEqual([]);
    expect(codeOf('acts', 'nothing of the kind')).toBeUndefined();
  });
});
