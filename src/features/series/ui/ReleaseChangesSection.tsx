import { useAction } from '../../../client/hooks.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge, KeyValues, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { Catalogue, ReleaseChanges } from '../schema.ts';
import { useIndicatorWords } from './indicatorWords.ts';

type Change = ReleaseChanges['rows'][number];
const kinds = ['changed', 'added', 'removed'] as const;
const tones: Readonly<Record<Change['kind'], BadgeTone>> = { changed: 'attention', added: 'good', removed: 'bad' };

type ReleaseChangesSectionProps = {
  source: Catalogue['sources'][number];
  release: string;
  search: URLSearchParams;
  put: (name: string, value: string | null) => void;
};

/** What a release gives otherwise than an earlier one: added, removed, and changed figures side by side. */
export function ReleaseChangesSection({ source, release, search, put }: ReleaseChangesSectionProps) {
  const t = useT();
  const { date } = useFormats();
  const countries = useCountryOptions();
  const others = source.releases.filter((one) => one.release !== release).map((one) => one.release);
  const other = others.find((one) => one === search.get('against')) ?? others[0];
  if (other === undefined)
    return (
      <Section title={t('library.changes')}>
        <EmptyState title={t('library.oneRelease')}>{t('library.oneReleaseText')}</EmptyState>
      </Section>
    );
  const [from = other, to = release] = [other, release].toSorted();
  const country = search.get('country');
  const kind = kinds.find((one) => one === search.get('kind')) ?? null;
  return (
    <Section title={t('library.changes')} lead={t('library.changesLead', { from: date(from), to: date(to) })}>
      <Stack>
        <Columns>
          <SelectField
            label={t('library.against')}
            options={others.map((one) => ({ value: one, label: date(one) }))}
            value={other}
            onChange={(chosen) => put('against', chosen)}
          />
          <CodeField
            label={t('series.country')}
            options={countries}
            value={country}
            onChange={(chosen) => put('country', chosen)}
          />
          <SelectField
            label={t('library.kind')}
            clearable
            placeholder={t('library.everyKind')}
            options={kinds.map((one) => ({ value: one, label: t(`code.seriesChange.${one}`) }))}
            value={kind}
            onChange={(chosen) => put('kind', chosen)}
          />
        </Columns>
        <Changes source={source.source} from={from} to={to} country={country} kind={kind} />
      </Stack>
    </Section>
  );
}

type ChangesProps = { source: string; from: string; to: string; country: string | null; kind: Change['kind'] | null };

function Changes({ source, from, to, country, kind }: ChangesProps) {
  const t = useT();
  const { number, date } = useFormats();
  const asked = { source, from, to, ...(country && { country }), ...(kind && { kind }) };
  const changes = useAction('series.changes', asked, { keep: true });
  return (
    <Loaded of={changes}>
      {(found) => (
        <Stack>
          <KeyValues
            facts={[
              { label: t('code.seriesChange.changed'), value: number(found.changed) },
              { label: t('code.seriesChange.added'), value: number(found.added) },
              { label: t('code.seriesChange.removed'), value: number(found.removed) },
              { label: t('library.same'), value: number(found.same) },
            ]}
          />
          <ChangeTable rows={found.rows} before={date(found.from.release)} after={date(found.to.release)} />
          {found.truncated && <Text quiet>{t('library.truncated', { count: found.rows.length })}</Text>}
        </Stack>
      )}
    </Loaded>
  );
}

function ChangeTable({ rows, before, after }: { rows: readonly Change[]; before: string; after: string }) {
  const t = useT();
  const { signed } = useFormats();
  const words = useCodeWords();
  const indicator = useIndicatorWords();
  return (
    <DataTable
      caption={t('library.changes')}
      captionHidden
      rows={rows}
      rowKey={(row) =>
        [row.indicator, row.area, row.year, row.dimension, row.category, row.sex, row.ageGroup, row.unit].join(' ')
      }
      empty={<EmptyState title={t('library.noChange')} />}
      columns={[
        {
          key: 'area',
          header: t('series.country'),
          cell: ({ area, areaName }) => (words.country(area) === area ? areaName : words.country(area)),
        },
        { key: 'year', header: t('date.year'), cell: ({ year }) => String(year) },
        {
          key: 'what',
          header: t('series.indicator'),
          cell: (row) => [indicator(row.indicator), ...partsOf(row)].join(' · '),
        },
        { key: 'before', header: before, numeric: true, cell: (row) => row.before.join(' / ') || '–' },
        { key: 'after', header: after, numeric: true, cell: (row) => row.after.join(' / ') || '–' },
        {
          key: 'difference',
          header: t('library.difference'),
          numeric: true,
          cell: ({ difference }) => (difference === null ? '–' : signed(difference)),
        },
        {
          key: 'kind',
          header: t('library.kind'),
          cell: ({ kind }) => <Badge tone={tones[kind]}>{t(`code.seriesChange.${kind}`)}</Badge>,
        },
      ]}
    />
  );
}

const partsOf = ({ category, sex, ageGroup }: Change): readonly string[] =>
  [category, sex, ageGroup].filter((part) => part !== 'total');
