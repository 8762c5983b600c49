import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { useT, type MessageKey } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Tabs, type Tab } from '../../../kit/Tabs.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseProvider, useCase } from './casePart.tsx';
import { lazyTabs } from './lazyTabs.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { TaskList } from './TaskList.tsx';
import type { ListName } from './wholeLists.ts';

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
    {
      key: 'people',
      ...labelled('case.people', ['people', 'perpetrators', 'organisations']),
      content: lazyTabs.people(),
    },
    { key: 'events', ...labelled('case.events', ['events', 'movements', 'notes']), content: lazyTabs.course() },
    { key: 'documents', ...labelled('case.documents', ['attachments']), content: lazyTabs.documents() },
    { key: 'screenings', label: t('page.screenings'), content: lazyTabs.interviews(overview.case.id) },
    { key: 'tasks', ...labelled('tasks.title', ['tasks']), content: <TaskList all /> },
    { key: 'history', label: t('case.history'), content: lazyTabs.history(overview.case.id) },
    { key: 'access', label: t('case.access'), content: lazyTabs.access() },
    {
      key: 'law',
      label: t('case.law'),
      content: lazyTabs.law(overview.case.id, mayWrite('testimony')),
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
