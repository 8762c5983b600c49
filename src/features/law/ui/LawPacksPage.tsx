import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { LoadPack } from './LoadPack.tsx';
import { Reviews } from './Reviews.tsx';
import { useVersionWord } from './words.ts';

type Version = ActionTypes['law.versions']['output']['versions'][number];

/** Law packs for who keeps them: a new version is checked, held against the one in force, and loaded. */
export function LawPacksPage() {
  const t = useT();
  const mayReadCases = useMay('case.read');
  return (
    <Stack>
      <PageHeader
        title={t('page.lawPacks')}
        lead={t('law.packsLead')}
        trail={<TextLink to="/law">{t('page.law')}</TextLink>}
      />
      <LoadPack />
      <Versions />
      {mayReadCases ? (
        <Reviews />
      ) : (
        <Section title={t('page.lawReviews')}>
          <Text quiet>{t('law.reviewElsewhere')}</Text>
        </Section>
      )}
    </Stack>
  );
}

function Versions() {
  const t = useT();
  const { dateTime } = useFormats();
  const versionWord = useVersionWord();
  const list = useAction('law.versions', {});
  const columns: Column<Version>[] = [
    { key: 'title', header: t('law.name'), cell: ({ title }) => <Foreign>{title}</Foreign> },
    { key: 'version', header: t('law.version'), cell: ({ version }) => versionWord(version), unbroken: true },
    {
      key: 'state',
      header: t('law.status'),
      cell: ({ inForce }) => (
        <Badge tone={inForce ? 'good' : 'neutral'}>{t(inForce ? 'law.versionUsed' : 'law.versionReplaced')}</Badge>
      ),
    },
    { key: 'on', header: t('law.loadedOn'), cell: ({ createdAt }) => (createdAt === null ? '' : dateTime(createdAt)) },
    {
      key: 'by',
      header: t('law.by'),
      cell: ({ createdAt, createdByName }) =>
        createdAt === null ? '' : <Foreign>{createdByName ?? t('value.someone')}</Foreign>,
    },
    { key: 'note', header: t('law.loadNote'), cell: ({ note }) => (note === null ? '' : <Foreign>{note}</Foreign>) },
  ];
  return (
    <Section title={t('law.versions')}>
      <Loaded of={list}>
        {({ versions }) => (
          <DataTable
            caption={t('law.versions')}
            captionHidden
            columns={columns}
            rows={changedFirst(versions)}
            rowKey={({ pack, version }) => `${pack} ${version}`}
            rowLink={({ pack }) => `/law/${pack}`}
          />
        )}
      </Loaded>
    </Section>
  );
}

/** Laws that have been changed here stand before those that are as shipped. */
function changedFirst(versions: readonly Version[]): Version[] {
  const changed = new Set(versions.flatMap(({ pack, version }) => (version > 0 ? [pack] : [])));
  return [...versions].toSorted((a, b) => Number(changed.has(b.pack)) - Number(changed.has(a.pack)));
}
