import { lazyPart } from '../../../kit/lazyPart.tsx';
import { Loading } from '../../../kit/states.tsx';

// Parts of a case that are opened now and then come with their code when they are opened: the first page of a case must
// come through a thin line.

const Course = lazyPart(async () => (await import('./CourseTab.tsx')).CourseTab, <Loading />);
const Documents = lazyPart(async () => (await import('./DocumentsTab.tsx')).DocumentsTab, <Loading />);
const History = lazyPart(async () => (await import('./HistoryTab.tsx')).HistoryTab, <Loading />);
const Access = lazyPart(async () => (await import('./AccessTab.tsx')).AccessTab, <Loading />);
const People = lazyPart(async () => (await import('./PeopleTab.tsx')).PeopleTab, <Loading />);
const Legal = lazyPart(async () => (await import('../../law/ui/LegalTab.tsx')).LegalTab, <Loading />);
const Interviews = lazyPart(
  async () => (await import('../../screening/ui/ScreeningsPage.tsx')).CaseScreenings,
  <Loading />,
);

export const lazyTabs = {
  course: () => <Course />,
  documents: () => <Documents />,
  people: () => <People />,
  access: () => <Access />,
  history: (caseId: string) => <History caseId={caseId} />,
  interviews: (caseId: string) => <Interviews caseId={caseId} />,
  law: (caseId: string, mayWrite: boolean) => <Legal caseId={caseId} mayWrite={mayWrite} />,
};
