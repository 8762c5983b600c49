import { useAction } from '../../../client/hooks.tsx';
import { ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { readPackContent, type LawPack, type Offence } from '../rules.ts';
import { VerifiedBadge } from './VerifiedBadge.tsx';
import { readable, useLawKeys, usePenaltyWords } from './words.ts';

/** One law, article by article, with what was verified and where it was read. */
export function LawPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const law = useAction('law.pack', { pack: params['pack'] ?? '' });
  return (
    <Loaded of={law} wholePage>
      {({ content, version }) => <Law pack={readPackContent(content)} version={version} />}
    </Loaded>
  );
}

function Law({ pack, version }: { pack: LawPack; version: number }) {
  const t = useT();
  const { country } = useCodeWords();
  const span = (from: string | null, to: string | null): string =>
    t('law.fromTo', { from: from ?? pack.enacted, to: to ?? t('law.today') });
  return (
    <Stack>
      <PageHeader
        title={pack.title}
        lead={t('law.aid')}
        trail={<TextLink to="/law">{t('page.law')}</TextLink>}
        actions={
          <ButtonLink to={`/law-compare?first=${pack.id}`} icon="compare">
            {t('law.compare')}
          </ButtonLink>
        }
      />
      <Section title={t('law.source')}>
        <KeyValues
          facts={[
            { label: t('law.state'), value: country(pack.jurisdiction) },
            { label: t('law.inForce'), value: span(pack.in_force.from, pack.in_force.to) },
            { label: t('law.version'), value: version === 0 ? t('law.shipped') : String(version) },
            {
              label: t('law.source'),
              value: (
                <Stack gap="sm">
                  <span dir="auto">{pack.source.name}</span>
                  <span dir="ltr">{pack.source.url}</span>
                  <Row>
                    <VerifiedBadge mark={pack.source.verified} />
                  </Row>
                </Stack>
              ),
            },
          ]}
        />
      </Section>
      {pack.elements.acts.length > 0 && <Definition pack={pack} />}
      {pack.offences.length > 0 && <Offences offences={pack.offences} />}
      <Texts title={t('law.rights')} rows={pack.victim_rights} />
      <Texts title={t('law.limits')} rows={pack.limits} />
    </Stack>
  );
}

function Definition({ pack: { elements } }: { pack: LawPack }) {
  const t = useT();
  const { keyWord } = useLawKeys();
  const yesNo = (value: boolean | null | undefined) =>
    value === null || value === undefined ? { absent: 'unknown' as const } : t(value ? 'answer.yes' : 'answer.no');
  const list = (name: 'acts' | 'means' | 'purposes'): string =>
    elements[name].map((key) => keyWord(name, key)).join(', ') || t('law.noFigure');
  return (
    <Section title={t('law.definition')}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('code.lawFact.acts'), value: list('acts') },
            { label: t('code.lawFact.means'), value: list('means') },
            { label: t('code.lawFact.purposes'), value: list('purposes') },
            { label: t('law.childRule'), value: yesNo(elements.child_means_required) },
            { label: t('law.consent'), value: yesNo(elements.consent_relevant) },
            { label: t('law.border'), value: yesNo(elements.cross_border_required) },
          ]}
        />
        {(elements.notes ?? []).map((note) => (
          <Text key={note} quiet>
            {note}
          </Text>
        ))}
        <Row>
          <VerifiedBadge mark={elements.verified} />
        </Row>
      </Stack>
    </Section>
  );
}

function Offences({ offences }: { offences: readonly Offence[] }) {
  const t = useT();
  const { prison, fine } = usePenaltyWords();
  const figures = ({ penalty, penalty_verified }: Offence) => {
    if (penalty_verified !== true) return <Text quiet>{t('law.withheldPenalty')}</Text>;
    const { min_months: min, max_months: max, life, death } = penalty.imprisonment;
    return (
      <Stack gap="sm">
        <span>{prison({ min, max, life, death })}</span>
        <span>{fine(penalty.fine)}</span>
      </Stack>
    );
  };
  const columns: Column<Offence>[] = [
    { key: 'article', header: t('law.offences'), cell: ({ article }) => t('law.article', { article }) },
    {
      key: 'conduct',
      header: t('law.conduct'),
      cell: ({ title, conduct, note }) => (
        <Stack gap="sm">
          <strong>{title}</strong>
          <span>{conduct}</span>
          {note && <Text quiet>{note}</Text>}
        </Stack>
      ),
    },
    { key: 'penalty', header: t('law.penalty'), cell: figures },
    {
      key: 'aggravations',
      header: t('law.aggravations'),
      cell: ({ aggravations }) =>
        aggravations.map(({ article, condition }) => `${readable(condition)} (${article})`).join(', '),
    },
    {
      key: 'verified',
      header: t('law.verified'),
      cell: ({ conduct_verified }) => <VerifiedBadge mark={conduct_verified} />,
    },
  ];
  return (
    <Section title={t('law.offences')}>
      <DataTable caption={t('law.offences')} captionHidden columns={columns} rows={offences} rowKey={({ id }) => id} />
    </Section>
  );
}

type TextRow = { key: string; article: string; text: string; verified: boolean | string };

function Texts({ title, rows }: { title: string; rows: readonly TextRow[] }) {
  const t = useT();
  if (rows.length === 0) return null;
  const columns: Column<TextRow>[] = [
    { key: 'article', header: t('law.part'), cell: ({ article }) => article },
    { key: 'text', header: t('law.conduct'), cell: ({ text }) => text },
    { key: 'verified', header: t('law.verified'), cell: ({ verified }) => <VerifiedBadge mark={verified} /> },
  ];
  return (
    <Section title={title}>
      <DataTable caption={title} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
    </Section>
  );
}
