import { useT } from '../../../kit/i18n.ts';
import { Stack, Text } from '../../../kit/layout.tsx';
import { readChanges, readPenalties } from '../rules.ts';
import { readable, usePenaltyWords } from './words.ts';

/** What a result said before, or says after, in the parts that differ. */
export function ChangesOf({ changes, at }: { changes: readonly object[]; at: 'before' | 'after' }) {
  const t = useT();
  const { prison, fine } = usePenaltyWords();
  const penalty = (value: string): string => {
    const { offence, ranges } = readPenalties(value);
    const words = ranges?.map(({ imprisonment_months: months, fine: sum }) =>
      sum.max === null ? prison(months) : `${prison(months)}, ${fine(sum)}`,
    );
    return `${offence}: ${words === undefined ? t('law.withheldPenalty') : words.join('; ')}`;
  };
  const wordOf = {
    classification: (value: string) => t(`code.lawClass.${value}`),
    offences: (value: string) => readable(value),
    penalties: penalty,
    flags: (value: string) => t(`code.lawFlag.${value}`),
  };
  const parts = readChanges(changes).map((change) => {
    const other = at === 'before' ? change.after : change.before;
    // What stayed is not repeated.
    return { part: change.part, words: change[at].filter((value) => !other.includes(value)).map(wordOf[change.part]) };
  });
  return (
    <Stack gap="sm">
      {parts.map(({ part, words }) => (
        <Text key={part}>
          {t(`code.lawChange.${part}`)}: {words.length === 0 ? t('law.notThere') : words.join('; ')}
        </Text>
      ))}
    </Stack>
  );
}
