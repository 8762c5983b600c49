import { useT } from '../../../kit/i18n.ts';
import { useFieldWords } from '../../statistics/ui/fieldWords.ts';
import type { StatisticField } from '../../statistics/schema.ts';

type Values = readonly (string | null)[];

/** The name of a group of a release: its values in the reader's words, "All" for a sum. */
export function useGroupName(fields: readonly StatisticField[]): (values: Values) => string {
  const nameIn = useGroupNameIn();
  return (values) => nameIn(fields, values);
}

/** The same where groups are of other releases, and so of other fields. */
export function useGroupNameIn(): (fields: readonly string[], values: Values) => string {
  const t = useT();
  const words = useFieldWords();
  return (fields, values) => {
    const named = values.flatMap((value, at) => {
      const field = fields[at];
      return value === null || field === undefined ? [] : [words.label(field as StatisticField, value)];
    });
    return named.length === 0 ? t('releases.all') : named.join(' · ');
  };
}
