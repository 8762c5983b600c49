import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { YearMatrix, type YearCell, type YearRow } from '../../../kit/YearMatrix.tsx';
import { isRevised, rowsOf, unitOf, type OfficialRow } from '../rules.ts';
import {
  officialTables,
  openTables,
  TOTAL,
  UNKNOWN_PART,
  type CellKey,
  type Figure,
  type OfficialContent,
  type OfficialTable,
} from '../schema.ts';
import { useFigureWords } from './words.ts';

type TablesProps = {
  content: Pick<OfficialContent, 'figures' | 'years'>;
  /** The page with the records behind a figure; null where the reader has no right to them. */
  linkOf: ((key: CellKey) => string) | null;
};

/** Victims first, then what became of suspects, in the tables of the questionnaire. */
const order: readonly OfficialTable[] = ['G7', 'G8', 'G9', 'G11', 'G10', 'G12', 'G2', 'G3', 'G4', 'G5'];

/** Every table of the questionnaire that records can fill, and which are left to the office. */
export function OfficialTables({ content, linkOf }: TablesProps) {
  const t = useT();
  const { list } = useFormats();
  const words = useFigureWords();
  return (
    <Stack>
      {order
        .filter((table) => officialTables.includes(table))
        .map((table) => (
          <OneTable key={table} table={table} content={content} linkOf={linkOf} />
        ))}
      <Text quiet>{t('official.openTables', { tables: list(openTables.map((table) => words.table(table))) })}</Text>
    </Stack>
  );
}

function OneTable({ table, content, linkOf }: TablesProps & { table: OfficialTable }) {
  const t = useT();
  const words = useFigureWords();
  const { number, percent } = useFormats();
  const rows = rowsOf(content.figures, table);
  const unknown = unknownShare(rows, content.years);
  const cell = (one: Figure, name: string): YearCell => ({
    text: one.value === null ? t('official.withheld') : number(one.value),
    tone: one.value === null ? 'quiet' : isRevised(one) ? 'attention' : 'bare',
    ...(isRevised(one) && { note: t('official.was', { value: number(one.was ?? 0) }) }),
    ...(linkOf !== null &&
      one.value !== 0 && {
        link: {
          to: linkOf(one),
          label: t('official.openCell', { row: name, year: one.year, value: one.value ?? t('official.withheld') }),
        },
      }),
  });
  const shown = rows.map((row): YearRow => {
    const name = words.row(row);
    return {
      key: name,
      // Below its category a row names only what tells it apart there.
      label: row.category !== TOTAL && row.sex !== TOTAL ? words.row({ ...row, category: TOTAL }) : name,
      level: levelOf(row),
      cells: new Map([...row.byYear].map(([year, one]) => [year, cell(one, name)])),
    };
  });
  return (
    <Section
      title={words.table(table)}
      lead={t('official.tableLead', { code: table, unit: t(`code.officialUnit.${unitOf(table)}`) })}
    >
      <Stack gap="sm">
        <YearMatrix
          caption={words.table(table)}
          rowsLabel={t('official.category')}
          years={content.years}
          rows={shown}
          nothing={t('official.nobody')}
        />
        {rows.length > 1 && (
          <Text quiet>
            {unknown === null ? t('official.unknownWithheld') : t('official.unknown', { share: percent(unknown) })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

const levelOf = ({ sex, age, category }: OfficialRow): 0 | 1 | 2 => {
  const parts = [sex, age, category].filter((part) => part !== TOTAL).length;
  return parts === 0 ? 0 : parts === 1 ? 1 : 2;
};

/** Of all years together, the share of people of whom the table's parts are not known; null where that is withheld. */
function unknownShare(rows: readonly OfficialRow[], years: readonly number[]): number | null {
  const sum = (row: OfficialRow | undefined): number | null =>
    years.reduce<number | null>((all, year) => {
      const one = row?.byYear.get(year);
      return all === null || one?.withheld ? null : all + (one?.value ?? 0);
    }, 0);
  const whole = sum(rows.find((row) => levelOf(row) === 0));
  const parts = rows.filter((row) => levelOf(row) === 1 && [row.sex, row.age, row.category].includes(UNKNOWN_PART));
  const unknown = parts.map(sum);
  if (whole === null || unknown.includes(null)) return null;
  return whole === 0 ? 0 : Math.max(0, ...unknown.map((one) => one ?? 0)) / whole;
}
