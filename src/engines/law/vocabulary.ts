import type { CodeMap, LawPack, LawSources, Readings } from './pack.ts';

/** The three lists of law keys. */
export type KeyList = 'acts' | 'means' | 'purposes';

/** Law keys one pack uses itself, by list. */
function ownKeys(pack: LawPack, list: KeyList, readings: Readings): Set<string> {
  const own = new Set(pack.elements[list]);
  if (list !== 'acts') return own;
  for (const offence of pack.offences) {
    const { act } = offence.elements_required;
    if (Array.isArray(act)) for (const key of act) own.add(key);
    for (const key of readings.conduct[pack.id]?.[offence.id]?.acts ?? []) own.add(key);
  }
  return own;
}

/** Every law key that any of the packs, the code map or the readings know. */
export function knownKeys({ packs, codeMap, readings }: LawSources, list: KeyList): Set<string> {
  const known = new Set(Object.keys(codeMap[list]));
  for (const pack of packs) for (const key of ownKeys(pack, list, readings)) known.add(key);
  if (list === 'acts') for (const keys of Object.values(readings.same_act)) for (const key of keys) known.add(key);
  if (list === 'purposes') known.add('exploitation');
  if (list === 'means') known.add('illegal_means');
  return known;
}

/** Every circumstance that an aggravation, an offence or a bar of the packs asks for. */
export function knownCircumstances({ packs, readings }: LawSources): Set<string> {
  const known = new Set(['child_victim', 'organised_group', 'corporation', 'public_official', 'illegal_means']);
  for (const pack of packs) {
    for (const { condition, conditions = [] } of [
      ...pack.offences.flatMap((offence) => offence.aggravations),
      ...(pack.aggravation_duty ?? []),
    ])
      for (const key of [condition, ...conditions]) known.add(key);
    for (const { elements_required } of pack.offences) for (const key of elements_required.other ?? []) known.add(key);
    for (const right of pack.victim_rights) if (right.condition) known.add(right.condition);
  }
  for (const table of [readings.one_of, readings.same_circumstance])
    for (const [key, others] of Object.entries(table)) for (const one of [key, ...others]) known.add(one);
  return known;
}

const codesOf = (codeMap: CodeMap, list: KeyList, key: string): readonly string[] => {
  const codes = codeMap[list][key];
  return codes === null || codes === undefined ? [] : Array.isArray(codes) ? codes : [codes];
};

/**
 * What a law key of anywhere stands for in this pack: itself where the pack uses it; otherwise the pack's keys of the same
 * code, or of the same group of acts. Laws name the same thing differently; what one law lacks stays without a key.
 */
export function translation(pack: LawPack, list: KeyList, sources: LawSources): Map<string, readonly string[]> {
  const { codeMap, readings } = sources;
  const own = ownKeys(pack, list, readings);
  const table = new Map<string, readonly string[]>();
  for (const key of knownKeys(sources, list)) {
    if (own.has(key)) table.set(key, [key]);
    else {
      const codes = new Set(codesOf(codeMap, list, key));
      const groups = list === 'acts' ? Object.values(readings.same_act).filter((group) => group.includes(key)) : [];
      const same = [...own].filter(
        (one) =>
          codesOf(codeMap, list, one).some((code) => codes.has(code)) || groups.some((group) => group.includes(one)),
      );
      if (same.length > 0) table.set(key, same);
    }
  }
  return table;
}

/** Purposes that are a form of exploitation by their code: what an open list of purposes may take in. */
export function exploitationKeys({ codeMap }: LawSources): Set<string> {
  const coded = Object.entries(codeMap.purposes).filter(([, code]) => code !== null);
  return new Set(['exploitation', ...coded.map(([key]) => key)]);
}
