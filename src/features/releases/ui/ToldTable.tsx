import { ChartTable } from '../../../kit/ChartFrame.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Withheld } from '../../../kit/states.tsx';
import { useFieldWords } from '../../statistics/ui/fieldWords.ts';
import type { ReleaseShown, ToldCell } from '../schema.ts';

/** Every cell and sum as the public will read it. */
export function ToldTable({ release, told }: { release: ReleaseShown; told: readonly ToldCell[] }) {
  const t = useT();
  const words = useFieldWords();
  const { number } = useFormats();
  const sums = ({ values }: ToldCell): number => values.filter((value) => value === null).length;
  return (
    <ChartTable
      title={t('releases.told')}
      rows={told.toSorted((a, b) => sums(b) - sums(a))}
      rowKey={({ values }) => JSON.stringify(values)}
      columns={[
        ...release.fields.map((field, at) => ({
          key: field,
          header: t(`code.statField.${field}`),
          cell: ({ values }: ToldCell) => {
            const value = values[at] ?? null;
            return value === null ? t('releases.all') : words.label(field, value);
          },
        })),
        {
          key: 'count',
          header: t('releases.count'),
          numeric: true,
          cell: ({ count }: ToldCell) => (count === null ? <Withheld /> : number(count)),
        },
      ]}
    />
  );
}
