import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { useT, type MessageKey } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Tabs, type Tab } from '../../../kit/Tabs.tsx';
import { LegalTab } from '../../law/ui/LegalTab.tsx';
import { AccessTab } from './AccessTab.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseProvider, useCase } from './casePart.tsx';
import { CourseTab } from './CourseTab.tsx';
import { DocumentsTab } from './DocumentsTab.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { TaskList } from './TaskList.tsx';
import type { ListName } from './wholeLists.ts';
import { CaseScreenings } from '../../screening/ui/ScreeningsPage.tsx';

/** One case with everything it holds, as far as the reader reads it. */
export function CasePage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const overview = useAction('cases.overview', { caseId: params['caseId'] ?? '' });
  return (
    <Loaded of={overview} wholePage>
      {(found) => (
        <CaseProvider overview={found}>
          <Stack>
            <CaseHeader />
            <CaseTabs />
          </Stack>
        </CaseProvider>
      )}
    </Loaded>
  );
}

function CaseTabs() {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const labelled = useCountedLabel();
  const [search, setSearch] = useSearchParams();
  const tabs: Tab[] = [
    { key: 'overview', label: t('case.overview'), content: <OverviewTab /> },
    { key: 'people', ...labelled('case.people', ['people', 'perpetrators', 'organisations']), content: <PeopleTab /> },
    { key: 'events', ...labelled('case.events', ['events', 'movements', 'notes']), content: <CourseTab /> },
    { key: 'documents', ...labelled('case.documents', ['attachments']), content: <DocumentsTab /> },
    { key: 'screenings', label: t('page.screenings'), content: <CaseScreenings caseId={overview.case.id} /> },
    { key: 'tasks', ...labelled('tasks.title', ['tasks']), content: <TaskList all /> },
    { key: 'history', label: t('case.history'), content: <HistoryTab caseId={overview.case.id} /> },
    { key: 'access', label: t('case.access'), content: <AccessTab /> },
    {
      key: 'law',
      label: t('law.tab'),
      content: <LegalTab caseId={overview.case.id} mayWrite={mayWrite('testimony')} />,
    },
  ];
  const asked = search.get('part');
  const current = tabs.find(({ key }) => key === asked)?.key ?? 'overview';
  return (
    <Tabs
      label={t('case.parts')}
      tabs={tabs}
      value={current}
      onChange={(key) => setSearch(key === 'overview' ? {} : { part: key }, { replace: true })}
    />
  );
}

/** How a part is called and how much is in it; of a list that goes on, how much there is at least. */
function useCountedLabel(): (key: MessageKey, lists: readonly ListName[]) => Pick<Tab, 'label' | 'count'> {
  const t = useT();
  const { overview } = useCase();
  return (key, lists) => {
    const count = lists.reduce((sum, list) => sum + overview[list].length, 0);
    const isCut = lists.some((list) => overview.more.includes(list));
    return isCut ? { label: t('case.moreThan', { part: t(key), number: count }) } : { label: t(key), count };
  };
}
