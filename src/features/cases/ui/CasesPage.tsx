import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Stack } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import type { CaseFilter, CaseView } from '../schema.ts';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseTable } from './CaseTable.tsx';
import { SavedViews } from './SavedViews.tsx';
import { addressOfView, viewOfAddress } from './viewAddress.ts';

const NewCaseDialog = lazy(async () => ({ default: (await import('./NewCaseDialog.tsx')).NewCaseDialog }));
const ExportDialog = lazyPart(async () => (await import('./ExportDialog.tsx')).ExportDialog);

const firstView: CaseView = {
  filter: {},
  sort: 'updated-down',
  columns: ['tip', 'som', 'status', 'risk', 'assigned', 'opened', 'updated'],
};
/** As the list was left, so that it stands the same after a case was looked at; and the saved view it was taken from. */
let lastView = firstView;
let lastChosen: string | null = null;

/** The cases within reach: narrow the list, open one, begin one, do something with many, take a copy out. */
export function CasesPage() {
  const t = useT();
  const me = useSession()?.user.id;
  const mayCreate = useMay('case.create');
  const mayExport = useMay('case.export');
  const mayImport = useMay('import.run');
  const [dialog, setDialog] = useState<'new' | 'export' | null>(null);
  const [search, setSearch] = useSearchParams();
  const named = viewOfAddress(search, firstView);
  const [view, setView] = useState(named ?? lastView);
  const [chosen, setChosen] = useState(search.get('view') ?? (named ? null : lastChosen));
  const [text, setText] = useState('');
  const importId = search.get('import');
  const isNarrowed = text !== '' || importId !== null || Object.keys(view.filter).length > 0;

  function take(next: CaseView, from = chosen): void {
    lastView = next;
    lastChosen = from;
    setView(next);
    setChosen(from);
    const address = addressOfView(search, next, firstView);
    address.delete('view');
    if (from !== null) address.set('view', from);
    setSearch(address, { replace: true });
  }
  function narrow(filter: CaseFilter, typed = text): void {
    take({ ...view, filter });
    setText(typed);
  }

  const begin = (
    <Row>
      {mayCreate && (
        <Button tone="primary" icon="add" onClick={() => setDialog('new')}>
          {t('cases.new')}
        </Button>
      )}
      {mayImport && (
        <ButtonLink to="/imports/new" icon="import">
          {t('cases.import')}
        </ButtonLink>
      )}
    </Row>
  );
  const actions = (
    <>
      <ButtonLink to="/emergencies" icon="withheld">
        {t('page.hiddenCases')}
      </ButtonLink>
      {mayExport && (
        <Button icon="download" onClick={() => setDialog('export')}>
          {t('cases.export')}
        </Button>
      )}
      {mayCreate && (
        <Button tone="primary" icon="add" onClick={() => setDialog('new')}>
          {t('cases.new')}
        </Button>
      )}
    </>
  );
  const { mine, ...exported } = view.filter;
  return (
    <>
      <PageHeader title={t('page.cases')} lead={t('cases.lead')} actions={actions} />
      <Stack gap="sm">
        {importId !== null && (
          <Message tone="info" title={t('cases.ofImport')}>
            <Button small onClick={() => setSearch({})}>
              {t('cases.all')}
            </Button>
          </Message>
        )}
        <SavedViews view={view} chosen={chosen} onTake={take} />
        <CaseFilters filter={view.filter} text={text} onChange={narrow} isNarrowed={isNarrowed} />
        <CaseTable
          view={view}
          text={text}
          importId={importId}
          onView={take}
          isNarrowed={isNarrowed}
          empty={
            <EmptyState icon="cases" title={t('cases.none')} action={begin}>
              {t('cases.noneText')}
            </EmptyState>
          }
        />
      </Stack>
      <Suspense fallback={null}>
        {dialog === 'new' && <NewCaseDialog onClose={() => setDialog(null)} />}
        {dialog === 'export' && (
          <ExportDialog
            filter={{
              ...exported,
              ...(mine && me !== undefined && { assignedTo: me }),
              ...(importId !== null && { importId }),
              ...(text.trim() !== '' && { text: text.trim() }),
            }}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}
