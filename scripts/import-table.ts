/** Where a file lives, as far as the import table tells places apart. */
export interface Place {
  readonly room: Room;
  /** The engine or feature, for the rooms that have several. */
  readonly unit?: string;
  /** Whether it is the front door (index.ts) of its unit. */
  readonly door?: boolean;
}

export type Room =
  'words' | 'engine' | 'platform' | 'schema' | 'rules' | 'feature' | 'ui' | 'kit' | 'client' | 'web' | 'cli' | 'free';

export interface Wish {
  readonly from: Place;
  readonly to: Place;
  readonly toPath: string;
  readonly typeOnly: boolean;
}

export interface Row {
  /** What the room may import, for the message. */
  readonly says: string;
  readonly packages: 'none' | 'browser' | 'any';
  readonly may: (wish: Wish) => boolean;
}

const own = ({ from, to }: Wish): boolean => from.unit === to.unit;
const to = (...rooms: Room[]): ((wish: Wish) => boolean) => {
  return (wish) => rooms.includes(wish.to.room);
};
const engineDoor = ({ to: target }: Wish): boolean => target.room === 'engine' && target.door === true;

/** The import table of ARCHITECTURE.md. What no row allows is refused; code outside src and tests are free. */
export const table: Readonly<Record<Exclude<Room, 'free'>, Row>> = {
  words: { says: 'nothing outside words', packages: 'none', may: to('words') },
  engine: {
    says: 'words, its own files, engines/shared and pure packages; no Node module',
    packages: 'browser',
    may: (wish) => to('words')(wish) || (wish.to.room === 'engine' && (own(wish) || wish.to.unit === 'shared')),
  },
  platform: { says: 'words, platform and packages', packages: 'any', may: to('words', 'platform') },
  schema: {
    says: "words, engines (through their index.ts), features' schema and the marking of data classes; no Node module",
    packages: 'browser',
    may: (wish) => to('words', 'schema')(wish) || engineDoor(wish) || wish.toPath === 'src/platform/action/output.ts',
  },
  rules: {
    says: "words, engines (through their index.ts), features' schema and its own rules; never platform",
    packages: 'browser',
    may: (wish) => to('words', 'schema')(wish) || engineDoor(wish) || (wish.to.room === 'rules' && own(wish)),
  },
  feature: {
    says: 'its own files but ui, platform, words, engines (through their index.ts), another feature only through its index.ts',
    packages: 'any',
    may: (wish) =>
      to('words', 'platform')(wish) ||
      engineDoor(wish) ||
      (to('schema', 'rules', 'feature')(wish) && own(wish)) ||
      (wish.to.room === 'feature' && wish.to.door === true),
  },
  ui: {
    says: "its own schema, rules and ui, other features' schema and ui, words, kit and client; no Node module",
    packages: 'browser',
    may: (wish) => to('words', 'kit', 'client', 'schema', 'ui')(wish) || (wish.to.room === 'rules' && own(wish)),
  },
  kit: { says: 'words and packages; no Node module', packages: 'browser', may: to('words', 'kit') },
  client: {
    says: "words, features' schema, and the types of action declarations (import type)",
    packages: 'browser',
    may: (wish) =>
      to('words', 'schema', 'client')(wish) ||
      (wish.typeOnly && (to('feature')(wish) || wish.toPath.startsWith('src/platform/action/'))),
  },
  web: {
    says: "kit, client, words and features' ui; no Node module",
    packages: 'browser',
    may: to('words', 'kit', 'client', 'ui', 'web'),
  },
  cli: {
    says: 'client, engines (through their index.ts), words, platform; and what opens or restores an installation',
    packages: 'any',
    may: (wish) =>
      to('words', 'client', 'platform', 'cli')(wish) ||
      engineDoor(wish) ||
      ['src/installation.ts', 'src/features/backup/index.ts'].includes(wish.toPath),
  },
};

const rooms: Readonly<Record<string, Room>> = {
  words: 'words',
  platform: 'platform',
  kit: 'kit',
  client: 'client',
  web: 'web',
  cli: 'cli',
};

/** The place of a file given by its path from the repository's root, with forward slashes. */
export function placeOf(path: string): Place {
  const [top, room = '', unit = '', ...rest] = path.split('/');
  if (top !== 'src' || /\.test\.tsx?$/.test(path)) return { room: 'free' };
  const simple = rooms[room];
  if (simple) return { room: simple };
  const depth = room === 'engines' && unit === 'shared' ? 2 : 1;
  const door = rest.length <= depth && rest.at(-1) === 'index.ts';
  if (room === 'engines') return { room: 'engine', unit: unit.replace(/\.tsx?$/, ''), door };
  if (room === 'features') return { room: featurePart(rest), unit, door };
  return { room: 'free' };
}

function featurePart([part = '']: readonly string[]): Room {
  if (part === 'ui') return 'ui';
  if (/^schema(\.ts)?$/.test(part)) return 'schema';
  if (/^rules(\.ts)?$/.test(part)) return 'rules';
  return 'feature';
}
