import { useT } from '../../../kit/i18n.ts';
import { useFieldWords } from '../../statistics/ui/fieldWords.ts';
import type { ReleaseShown } from '../schema.ts';

type Field = ReleaseShown['fields'][number];

/** The name of a group of a release: its values in the reader's words, "All" for a sum. */
export function useGroupName(fields: readonly Field[]): (values: readonly (string | null)[]) => string {
  const t = useT();
  const words = useFieldWords();
  return (values) => {
    const named = values.flatMap((value, at) => {
      const field = fields[at];
      return value === null || field === undefined ? [] : [words.label(field, value)];
    });
    return named.length === 0 ? t('releases.all') : named.join(' · ');
  };
}
