import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import type { BadgeTone } from '../../../kit/facts.tsx';
import type { LinkageField, PairView, RunView } from '../schema.ts';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Letters that give a record its person; those of keys that go on, go back and save are left out. */
const letters = 'ABCDEFGHIJKLMOQRTUVWXYZ';

/** How many persons have a key of their own. */
export const mostLetters = letters.length;

/** Persons of a group by letter: A, B, C; beyond the letters by number. */
export const letterOf = (person: number): string => letters[person - 1] ?? String(person);

/** The words of the linkage: names of what is compared, how alike it is, what a weight means. */
export function useLinkageWords() {
  const t = useT();
  const optional = useOptionalT();
  const { percent } = useFormats();
  const word = (kind: 'name' | 'level' | 'stage' | 'problem' | 'key', code: string): string =>
    optional(`linkage.word.${kind}.${slug(code)}`) ?? code;
  /** How much a weight says, in a word. */
  const rarity = (bits: number): string => {
    if (bits >= 12) return t('linkage.veryRare');
    if (bits >= 7) return t('linkage.rare');
    if (bits >= 3) return t('linkage.uncommon');
    return t('linkage.common');
  };
  return {
    name: (name: string): string => word('name', name),
    level: (label: string): string => word('level', label),
    stage: (stage: string): string => word('stage', stage),
    problem: (code: string): string => word('problem', code),
    /** What records must share to be compared, part by part. */
    key: (name: string): string =>
      name
        .split(' + ')
        .map((part) => optional(`linkage.word.key.${slug(part)}`) ?? word('name', part))
        .join(' + '),
    field: (field: LinkageField): string => word('name', field),
    /** `same passport: very rare`. */
    step: ({ name, label, bits }: PairView['steps'][number]): string => {
      if (name === 'implied') return word('name', 'implied');
      if (label === null) return t('linkage.stepMissing', { name: word('name', name) });
      const level = word('level', label);
      return bits > 0
        ? t('linkage.stepFor', { name: word('name', name), level, rarity: rarity(bits) })
        : t('linkage.stepAgainst', { name: word('name', name), level });
    },
    /** A probability that never says certain. */
    likely: (probability: number): string =>
      probability > 0.995 ? t('linkage.over', { share: percent(0.99) }) : percent(probability),
  };
}

const tones: Readonly<Record<PairView['state'], BadgeTone>> = {
  open: 'neutral',
  disagreed: 'attention',
  undecided: 'neutral',
  same: 'good',
  different: 'info',
};

export function useStateWord() {
  const t = useT();
  const words: Readonly<Record<PairView['state'], string>> = {
    open: t('linkage.stateOpen'),
    disagreed: t('linkage.stateDisagreed'),
    undecided: t('linkage.stateUndecided'),
    same: t('linkage.stateSame'),
    different: t('linkage.stateDifferent'),
  };
  return (state: PairView['state']) => ({ word: words[state], tone: tones[state] });
}

const runTones: Readonly<Record<RunView['state'], BadgeTone>> = {
  queued: 'neutral',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export function useRunWord() {
  const t = useT();
  const words: Readonly<Record<RunView['state'], string>> = {
    queued: t('linkage.runQueued'),
    running: t('linkage.runRunning'),
    done: t('linkage.runDone'),
    failed: t('linkage.runFailed'),
    cancelled: t('linkage.runCancelled'),
  };
  return (state: RunView['state']) => ({ word: words[state], tone: runTones[state] });
}
