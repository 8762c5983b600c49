import { describe, expect, it } from 'vitest';
import { law, examples, judged, short } from '../../../tests/harness/laws.ts';
import { evaluate, readFacts, type Facts, type Result } from './index.ts';

describe('the law of the packs', () => {
  it.each(examples.map((example) => [example.id, example.title, example] as const))(
    '%s comes out as worked by hand: %s',
    (_id, _title, example) => {
      const read = readFacts(example, law);
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const { result } = evaluate(law, read.facts, { packs: read.packs });
      for (const [part, expected] of Object.entries(example.expected))
        expect(result[part as keyof Result], part).toEqual(expected);
    },
  );

  const million = 1_000_000;
  it.each<[string, Partial<Facts>, string[], string[]]>([
    [
      'a child and a group: two thirds more, capped at twenty years',
      {
        victims: [{ age: 15 }],
        offender: { kind: 'natural', organised_group: true },
        circumstances: ['organised_group'],
      },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-1 | child_victim | organised_group | natural 60-240 | ${200 * million}-${1000 * million}`],
    ],
    [
      'death: a whole new penalty stands before the fractions',
      { exploited: true, circumstances: ['death', 'organised_group'] },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-2 | death | natural 60-life | ${200 * million}-${5000 * million}`],
    ],
    [
      'pregnancy does not aggravate where nobody was exploited yet (art. 7 is not on 2(1))',
      { circumstances: ['pregnancy'] },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-1 | natural 36-180 | ${120 * million}-${600 * million}`],
    ],
    [
      'an Indonesian taken abroad without a means',
      { acts: ['take_out_of_country'], means: [], crossed_border: true, place_of_exploitation: 'MYS', exploited: true },
      ['idn-tip-2007'],
      [`idn-tip-2007/4 | natural 36-180 | ${120 * million}-${600 * million}`],
    ],
    [
      'the new code withholds figures whose text in force was not read, and keeps the group of the old law',
      { date_of_offence: '2026-03-01', circumstances: ['organised_group'] },
      ['idn-tip-2007', 'idn-kuhp-2023'],
      ['idn-kuhp-2023/455-1 | organised_group | withheld'],
    ],
    [
      'Malaysia before 2022: by listed means',
      { date_of_offence: '2019-01-01', purposes: ['exploitation'] },
      ['mys-atipsom-2007'],
      ['mys-atipsom-2007/13-orig | natural 36-240 | -'],
    ],
    ['the Philippines: base penalty from memory', {}, ['phl-ra9208'], ['phl-ra9208/4 | withheld']],
    [
      'the Philippines: qualified by a syndicate',
      { circumstances: ['syndicate_or_large_scale'] },
      ['phl-ra9208'],
      [`phl-ra9208/4 | syndicate_or_large_scale | natural -life | ${2 * million}-${5 * million}`],
    ],
    [
      'Thailand: a victim of 14 and one of 16',
      { date_of_offence: '2015-01-01', acts: ['procure'], means: [], victims: [{ age: 14 }, { age: 16 }] },
      ['tha-atip-2551'],
      ['tha-atip-2551/6-2a | natural 72-144 | 120000-240000', 'tha-atip-2551/6-2b | natural 96-180 | 160000-300000'],
    ],
    [
      'Thailand: preparation is a third of the principal penalty',
      { date_of_offence: '2015-01-01', acts: ['prepare'] },
      ['tha-atip-2551'],
      ['tha-atip-2551/8 | natural 16-40 | 26666.67-66666.67'],
    ],
    [
      'Thailand: a corporation and its manager have sections of their own',
      { date_of_offence: '2015-01-01', acts: ['procure'], offender: { kind: 'corporation', managers: 1 } },
      ['tha-atip-2551'],
      ['tha-atip-2551/53-1 | corporation - | 200000-1000000', 'tha-atip-2551/53-2 | manager 72-144 | 120000-240000'],
    ],
    [
      'Pakistan: aggravation from memory withholds the figures',
      { purposes: ['compelled_labour'], circumstances: ['serious_injury'] },
      ['pak-ptpa-2018'],
      ['pak-ptpa-2018/3-1 | serious_injury | withheld'],
    ],
    [
      'Cambodia: a minor taken out of custody',
      { acts: ['unlawful_removal'], means: ['breach_of_custody_of_minor'], victims: [{ age: 9 }] },
      ['khm-tip-2008'],
      ['khm-tip-2008/10 | child_victim | natural 180-240 | -'],
    ],
    [
      'Iraq, Iran and Afghanistan name no figure that was not read',
      {},
      ['irq-tip-2012', 'afg-tip-2017'],
      ['afg-tip-2017/510 | withheld', 'irq-tip-2012/5 | withheld'],
    ],
  ])('%s', (_what, facts, packs, expected) => {
    expect(short(judged(facts, ...packs)).toSorted()).toEqual(expected);
  });

  it('a child without a means is a victim under the protocol while the Indonesian charge fails, and both are said', () => {
    const facts = { means: [], victims: [{ age: 15, citizenship: 'IDN' }], crossed_border: false };
    const result = judged(facts, 'un-tip-protocol', 'idn-tip-2007');
    expect(result.classification_by_pack).toEqual({ 'idn-tip-2007': [], 'un-tip-protocol': ['TIP'] });
    expect(result.flags).toEqual(
      expect.arrayContaining(['consider_child_protection_law', 'protocol_definition_met_domestic_not_met']),
    );
  });

  it('a victim made to use a false passport is not held liable, by two Indonesian articles', () => {
    const result = judged(
      {
        acts: ['use_false_document'],
        indonesian_travel_document: true,
        person_role: 'victim',
        compelled_by_trafficker: true,
        victims: [{ tip_victim: true }],
      },
      'idn-immigration-2011',
      'idn-tip-2007',
    );
    expect(result.liable).toBe(false);
    expect(result.bars).toEqual(['idn-immigration-2011/136(3)', 'idn-tip-2007/18']);
    expect(result.offences).toEqual([]);
    expect(result.victim_bars).toContain('idn-immigration-2011/126-a');
  });

  it('an act of trafficking in Thailand after 2017 stays one, with no figure of the law that no longer held', () => {
    const result = judged({ date_of_offence: '2019-01-01', acts: ['procure'] }, 'tha-atip-2551');
    expect(result).toMatchObject({ classification: ['TIP'], offences: [], not_in_force: ['tha-atip-2551/6-1'] });
    expect(result.flags).toContain('penalty_needs_legal_review');
  });
});
