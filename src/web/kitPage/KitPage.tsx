import { useState } from 'react';
import { useT } from '../../kit/i18n.ts';
import { PageHeader } from '../../kit/layout.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { ChartParts } from './ChartParts.tsx';
import { DataParts } from './DataParts.tsx';
import { FieldParts } from './FieldParts.tsx';
import { FoundationParts } from './FoundationParts.tsx';
import { MapParts } from './MapParts.tsx';
import { RecordParts } from './RecordParts.tsx';
import { StateParts } from './StateParts.tsx';

/** Every part of the design kit in its states, for those who build pages and those who check them. */
export function KitPage() {
  const t = useT();
  const [tab, setTab] = useState(window.location.hash.slice(1) || 'fields');
  return (
    <>
      <PageHeader title={t('kit.title')} lead={t('kit.lead')} />
      <Tabs
        label={t('kit.title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { key: 'fields', label: t('kit.fields'), content: <FieldParts /> },
          { key: 'records', label: t('kit.records'), content: <RecordParts /> },
          { key: 'data', label: t('kit.data'), content: <DataParts /> },
          { key: 'states', label: t('kit.states'), content: <StateParts /> },
          { key: 'charts', label: t('kit.charts'), content: <ChartParts /> },
          { key: 'maps', label: t('kit.maps'), content: <MapParts /> },
          { key: 'foundation', label: t('kit.foundation'), content: <FoundationParts /> },
        ]}
      />
    </>
  );
}
