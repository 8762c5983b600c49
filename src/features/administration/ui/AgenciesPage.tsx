import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, IconButton } from '../../../kit/actions.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { Badge } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { Tree, type Branch } from '../../../kit/Tree.tsx';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import type { Agency, Unit } from '../schema.ts';
import { AgencyDialog } from './AgencyDialog.tsx';
import { UnitDialog, type UnitEdit } from './UnitDialog.tsx';

/** The agencies of this installation, the own one with its units. */
export function AgenciesPage() {
  const t = useT();
  const agencies = useAction('agencies.list', {});
  const mayAdd = useMay('node.manage');
  const [edited, setEdited] = useState<Agency | 'new' | null>(null);
  const add = (
    <Button tone="primary" icon="add" onClick={() => setEdited('new')}>
      {t('agencies.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('page.agencies')} lead={t('agencies.lead')} {...(mayAdd && { actions: add })} />
      <Loaded of={agencies}>
        {({ agencies: list }) => (
          <Stack>
            <OwnAgency agencies={list} />
            <AllAgencies agencies={list} onEdit={setEdited} />
          </Stack>
        )}
      </Loaded>
      {edited !== null && <AgencyDialog agency={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function OwnAgency({ agencies }: { agencies: readonly Agency[] }) {
  const t = useT();
  const agencyId = useSession()?.membership?.agencyId;
  const own = agencies.find(({ id }) => id === agencyId);
  const units = useAction('units.list', {});
  const [edit, setEdit] = useState<UnitEdit | null>(null);
  if (own === undefined) return null;
  return (
    <Section
      title={t('agencies.units', { agency: own.name })}
      lead={t('agencies.unitsText')}
      actions={
        <Button icon="add" onClick={() => setEdit({ kind: 'add', parentId: null })}>
          {t('units.add')}
        </Button>
      }
    >
      <Loaded of={units}>
        {({ units: list }) => {
          const mine = list.filter((unit) => unit.agencyId === own.id);
          return (
            <>
              {mine.length === 0 ? (
                <EmptyState title={t('units.none')}>{t('units.noneText')}</EmptyState>
              ) : (
                <UnitTree units={mine} onEdit={setEdit} />
              )}
              {edit && <UnitDialog edit={edit} units={mine} onClose={() => setEdit(null)} />}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function UnitTree({ units, onEdit }: { units: readonly Unit[]; onEdit: (edit: UnitEdit) => void }) {
  const t = useT();
  const known = new Set(units.map(({ id }) => id));
  const below = (parentId: string | null): Branch[] =>
    units
      .filter((unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parentId)
      .map((unit) => ({
        key: unit.id,
        title: <Foreign>{unit.name}</Foreign>,
        ...(!unit.active && { note: <Badge>{t('agencies.closed')}</Badge> }),
        actions: (
          <>
            <IconButton
              icon="add"
              label={t('units.addBelow', { unit: unit.name })}
              onClick={() => onEdit({ kind: 'add', parentId: unit.id })}
            />
            <IconButton
              icon="edit"
              label={t('units.change', { unit: unit.name })}
              onClick={() => onEdit({ kind: 'change', unit })}
            />
          </>
        ),
        below: below(unit.id),
      }));
  return <Tree label={t('page.agencies')} branches={below(null)} />;
}

function AllAgencies({ agencies, onEdit }: { agencies: readonly Agency[]; onEdit: (agency: Agency) => void }) {
  const t = useT();
  const mayChangeAny = useMay('node.manage');
  const ownId = useSession()?.membership?.agencyId;
  const names = new Map(useCountryOptions().map(({ value, label }) => [value, label]));
  const countries = Map.groupBy(agencies, ({ country }) => country);
  const branches = [...countries].map(([country, members]): Branch => ({
    key: country,
    title: names.get(country) ?? country,
    below: members.map((agency) => ({
      key: agency.id,
      title: <Foreign>{agency.name}</Foreign>,
      note: (
        <>
          {`${agency.code} · ${t(`code.agencyKind.${agency.kind}`)} `}
          {!agency.active && <Badge>{t('agencies.closed')}</Badge>}
          {agency.active && !agency.administered && <Badge tone="attention">{t('agencies.nobody')}</Badge>}
        </>
      ),
      ...((mayChangeAny || agency.id === ownId) && {
        actions: (
          <IconButton
            icon="edit"
            label={t('agencies.change', { agency: agency.name })}
            onClick={() => onEdit(agency)}
          />
        ),
      }),
      below: [],
    })),
  }));
  return (
    <Section title={t('agencies.all')}>
      {agencies.length === 0 ? <Text>{t('table.empty')}</Text> : <Tree label={t('agencies.all')} branches={branches} />}
    </Section>
  );
}
