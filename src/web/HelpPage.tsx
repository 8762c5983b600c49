import { useState } from 'react';
import { useSession } from '../features/accounts/ui/session.tsx';
import { Button } from '../kit/actions.tsx';
import { DataTable } from '../kit/DataTable.tsx';
import { TextField } from '../kit/fields.tsx';
import { FilterBar } from '../kit/FilterBar.tsx';
import { useFormats, useT } from '../kit/i18n.ts';
import { PageHeader, Row, Section, Stack, Text } from '../kit/layout.tsx';
import { EmptyState } from '../kit/states.tsx';
import { Tour } from '../kit/Tour.tsx';
import { fieldSources } from '../words/fieldSources.ts';
import { KeyTable } from './KeyTable.tsx';
import { useTourSeen, useTourSteps } from './tour.ts';

/** The tour again, the keys, and every field with its explanation and source. */
export function HelpPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('page.help')} lead={t('help.lead')} />
      <Stack>
        <TourSection />
        <Section title={t('keys.title')}>
          <KeyTable />
        </Section>
        <Fields />
      </Stack>
    </>
  );
}

function TourSection() {
  const t = useT();
  const membership = useSession()?.membership;
  const roleCode = membership?.roleCode ?? '';
  const steps = useTourSteps(roleCode, membership?.permissions ?? []);
  const [, setSeen] = useTourSeen(roleCode);
  const [running, setRunning] = useState(false);
  return (
    <Section title={t('tour.title')} lead={t('tour.offerText')}>
      <Row>
        <Button tone="primary" onClick={() => setRunning(true)}>
          {t('tour.start')}
        </Button>
      </Row>
      {running && <Tour label={t('tour.title')} steps={steps} onEnd={() => (setRunning(false), setSeen())} />}
    </Section>
  );
}

function Fields() {
  const t = useT();
  const { compare } = useFormats();
  const [text, setText] = useState('');
  const sought = text.trim().toLowerCase();
  const rows = Object.entries(fieldSources)
    .map(([name, source]) => ({
      name,
      label: t(`code.field.${name}`),
      help: t(`code.fieldHelp.${name}`),
      source: t(`code.fieldSource.${source}`),
    }))
    .filter(({ label, help }) => `${label} ${help}`.toLowerCase().includes(sought))
    .toSorted((one, other) => compare(one.label, other.label));
  return (
    <Section title={t('help.fields')} lead={t('help.fieldsText')}>
      <FilterBar label={t('help.findField')} onClear={text === '' ? null : () => setText('')}>
        <TextField kind="search" label={t('help.findField')} value={text} onChange={setText} />
      </FilterBar>
      <DataTable
        caption={t('help.fields')}
        captionHidden
        columns={[
          { key: 'label', header: t('help.field'), cell: ({ label }) => label },
          { key: 'help', header: t('help.means'), cell: ({ help }) => help },
          { key: 'source', header: t('help.source'), cell: ({ source }) => <Text quiet>{source}</Text> },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<EmptyState icon="search" title={t('field.nothingFound')} />}
      />
    </Section>
  );
}
