import { readFileSync, readdirSync } from 'node:fs';
import { evaluate, prepareLaw, sourcesFrom, type Facts, type Result } from '../../src/engines/law/index.ts';

const folder = new URL('../../data/law/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.replace('.json', ''),
    content: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
  }));
/** The laws as they are shipped. */
export const sources = sourcesFrom(files);
/** The same, made ready. */
export const law = prepareLaw(sources);
/** Ids of the packs that have offences. */
export const all = [...law.packs.values()].filter(({ offences }) => offences.length > 0).map(({ pack }) => pack.id);

interface Example {
  readonly id: string;
  readonly title: string;
  readonly expected: Partial<Result>;
}
/** The examples worked by hand. */
export const examples = (files.find(({ name }) => name === 'examples') as { content: { examples: Example[] } }).content
  .examples;

/** A grown person, recruited by fraud for forced labour in Indonesia. */
export const adult: Facts = {
  date_of_offence: '2022-05-10',
  acts: ['recruit', 'transport'],
  means: ['fraud'],
  purposes: ['forced_labour'],
  exploited: false,
  place_of_exploitation: 'IDN',
  victims: [{ age: 24, citizenship: 'IDN' }],
  consent: false,
  offender: { kind: 'natural', count: 1 },
  circumstances: [],
};
/** What a law, Law 21/2007 by default, makes of these facts. */
export const judged = (facts: Partial<Facts>, ...packs: string[]): Result =>
  evaluate(law, { ...adult, ...facts }, { packs: packs.length > 0 ? packs : ['idn-tip-2007'] }).result;
/** Offences, each in a line. */
export const short = ({ offences }: Result): string[] =>
  offences.map(({ pack, offence, aggravations, penalties, penalty_not_asserted: withheld }) => {
    const ranges = penalties.map(
      ({ subject, imprisonment_months: { min, max, life }, fine }) =>
        `${subject} ${min ?? ''}-${life ? 'life' : (max ?? '')} | ${fine.min ?? ''}-${fine.max ?? ''}`,
    );
    return [`${pack}/${offence}`, ...aggravations, ...(withheld ? ['withheld'] : ranges)].join(' | ');
  });
