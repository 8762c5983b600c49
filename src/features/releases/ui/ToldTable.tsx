import { ChartTable } from '../../../kit/ChartFrame.tsx';
import type { Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Withheld } from '../../../kit/states.tsx';
import type { StatisticField } from '../../statistics/schema.ts';
import { useFieldWords } from '../../statistics/ui/fieldWords.ts';
import { inReadingOrder, sidesOf } from '../rules.ts';
import type { ReleaseShown, ToldCell } from '../schema.ts';

/** Every cell and sum as the public will read it: two fields across each other, else a column for each field. */
export function ToldTable({ release: { fields }, told }: { release: ReleaseShown; told: readonly ToldCell[] }) {
  const t = useT();
  const { number } = useFormats();
  const words = useFieldWords();
  const labelOf = (field: StatisticField | undefined, value: string | null | undefined): string =>
    value === null || value === undefined || field === undefined ? t('releases.all') : words.label(field, value);
  const shown = (count: number | null | undefined) => {
    if (count === null) return <Withheld />;
    return count === undefined ? '–' : number(count);
  };
  const title = t('releases.told');
  const [down, across] = fields;
  const sides = sidesOf(told, fields);
  if (sides !== null) {
    const { rows, columns, countAt } = sides;
    return (
      <ChartTable
        title={title}
        rows={rows}
        rowKey={(row) => row ?? 'all'}
        columns={[
          { key: 'down', header: down ? t(`code.statField.${down}`) : '', cell: (row) => labelOf(down, row) },
          ...columns.map((column): Column<string | null> => ({
            key: column ?? 'all',
            header: labelOf(across, column),
            numeric: true,
            cell: (row) => shown(countAt(row, column)),
          })),
        ]}
      />
    );
  }
  return (
    <ChartTable
      title={title}
      rows={inReadingOrder(told)}
      rowKey={({ values }) => JSON.stringify(values)}
      columns={[
        ...fields.map((field, at): Column<ToldCell> => ({
          key: field,
          header: t(`code.statField.${field}`),
          cell: ({ values }) => labelOf(field, values[at]),
        })),
        { key: 'count', header: t('releases.count'), numeric: true, cell: ({ count }) => shown(count) },
      ]}
    />
  );
}
