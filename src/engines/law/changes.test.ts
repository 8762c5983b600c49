import { describe, expect, it } from 'vitest';
import { adult, sources, law } from '../../../tests/harness/laws.ts';
import { differences, evaluate, prepareLaw, readFacts, readPack, withPack } from './index.ts';

describe('what is read, and what changes', () => {
  it('tells a slip from a word no law has, and refuses a pack that cannot be', () => {
    expect(readFacts({ act: ['recruit'] }, law)).toMatchObject({ ok: false, faults: [{ field: 'act' }] });
    expect(readFacts({ means: ['frauds'] }, law)).toMatchObject({ ok: false, faults: [{ field: 'facts.means' }] });
    expect(readFacts({ acts: ['took_the_passport_away'] }, law)).toMatchObject({
      ok: true,
      warnings: [{ field: 'facts.acts' }],
    });
    const [pack] = sources.packs;
    expect(readPack({ ...pack, offences: 'none' })).toMatchObject({ ok: false, faults: [{ field: 'offences' }] });
    const dated = { ...pack, in_force: { from: 'yesterday', to: null } };
    expect(readPack(dated)).toMatchObject({ ok: false, faults: [{ field: 'in_force.from' }] });
    expect(readFacts({ acts: ['x'.repeat(10_000)] }, law)).toMatchObject({ ok: false, faults: [{ field: 'acts.0' }] });
  });

  it('says what a changed penalty changes, and only from the day it holds', () => {
    const old = law.packs.get('idn-tip-2007')?.pack;
    if (!old) throw new Error('the pack is missing');
    const offences = old.offences.map((offence) =>
      offence.id === '3'
        ? {
            ...offence,
            penalty: { ...offence.penalty, imprisonment: { ...offence.penalty.imprisonment, max_months: 216 } },
          }
        : offence,
    );
    const later = prepareLaw(withPack(sources, { ...old, offences }));
    const facts = { ...adult, acts: ['bring_into_country'], means: [], crossed_border: true };
    const [before, after] = [law, later].map((one) => evaluate(one, facts, { packs: ['idn-tip-2007'] }).result);
    if (!before || !after) throw new Error('nothing came out');
    expect(differences(before, after).map(({ part }) => part)).toEqual(['penalties']);
    expect(differences(before, before)).toEqual([]);
  });
});
