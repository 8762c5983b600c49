import { ChartTable } from '../../../kit/ChartFrame.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Withheld } from '../../../kit/states.tsx';
import type { ReleaseShown, ToldCell } from '../schema.ts';
import { useGroupName } from './groupName.ts';

/** Every cell and sum as the public will read it. */
export function ToldTable({ release, told }: { release: ReleaseShown; told: readonly ToldCell[] }) {
  const t = useT();
  const nameOf = useGroupName(release.fields);
  const { number } = useFormats();
  const sums = ({ values }: ToldCell): number => values.filter((value) => value === null).length;
  return (
    <ChartTable
      title={t('releases.told')}
      rows={told.toSorted((a, b) => sums(b) - sums(a))}
      rowKey={({ values }) => JSON.stringify(values)}
      columns={[
        { key: 'group', header: t('releases.group'), cell: ({ values }: ToldCell) => nameOf(values) },
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
