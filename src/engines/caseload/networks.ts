import { inventedPhone } from './humans.ts';
import type { CaseKind } from './kind.ts';
import { drawName, type NameLists } from './names.ts';
import { randomOf } from './random.ts';

/** One who recruits, carries or exploits: the same in every case of the network. */
export interface Member {
  readonly name: string;
  readonly alias: string;
  readonly phone: string;
  readonly handle: string;
  readonly role: string;
  readonly sex: 'F' | 'M';
  readonly age: number;
  readonly country: string;
}
export interface Network {
  readonly members: readonly Member[];
  readonly organisation: string | null;
}

const roles = ['RECRUITER', 'BROKER', 'TRANSPORTER', 'RECEIVED', 'EXPLOITER', 'CONTROLLED'] as const;
const aliases = [
  'Boss',
  'Bang Jago',
  'Mama',
  'Ustaz',
  'Captain',
  'Tekong',
  'Doctor',
  'Auntie',
  'Haji',
  'Agent 7',
  'Koko',
  'Chaudhry',
] as const;

/** The n-th network of a kind of story. Made from its number alone, so that no list of networks need be kept. */
export function networkOf(seed: string, kind: CaseKind, number: number, names: NameLists): Network {
  const random = randomOf(seed, 'network', kind.code, number);
  const members = Array.from({ length: random.whole(2, 4) }, (_, at): Member => {
    const country =
      at === 0 ? random.pick(kind.origins)[0] : random.pick(['IDN', 'MYS', 'PAK', kind.origins[0]?.[0] ?? 'IDN']);
    const sex = random.chance(0.3) ? 'F' : 'M';
    const { given, family } = drawName(random, names, country, sex);
    return {
      name: `${given.latin} ${family.latin}`,
      alias: random.pick(aliases),
      phone: inventedPhone(random, country),
      handle: `@demo_${random.uuid().slice(0, 8)}`,
      role: roles[at] ?? 'OTHER',
      sex,
      age: random.whole(22, 61),
      country,
    };
  });
  return { members, organisation: kind.organisation && random.pick(kind.organisation.names) };
}
