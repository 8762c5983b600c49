import { lazy, Suspense, type ReactNode } from 'react';
import { allWords } from '../../../kit/i18n.ts';
import { Loading } from '../../../kit/states.tsx';

// Parts of a case that are opened now and then come with their code when they are opened: the first page of a case must
// come through a thin line.

/** Parts that speak words which come after the first page wait for them; with no network they open with what is here. */
async function withWords<T>(part: Promise<T>): Promise<T> {
  const [found] = await Promise.all([part, allWords().catch(() => undefined)]);
  return found;
}

const Course = lazy(async () => ({ default: (await import('./CourseTab.tsx')).CourseTab }));
const Documents = lazy(async () => ({ default: (await import('./DocumentsTab.tsx')).DocumentsTab }));
const History = lazy(async () => ({ default: (await import('./HistoryTab.tsx')).HistoryTab }));
const Access = lazy(async () => ({ default: (await withWords(import('./AccessTab.tsx'))).AccessTab }));
const People = lazy(async () => ({ default: (await import('./PeopleTab.tsx')).PeopleTab }));
const Legal = lazy(async () => ({ default: (await withWords(import('../../law/ui/LegalTab.tsx'))).LegalTab }));
const Interviews = lazy(async () => ({
  default: (await withWords(import('../../screening/ui/ScreeningsPage.tsx'))).CaseScreenings,
}));

const waiting = (part: ReactNode) => <Suspense fallback={<Loading />}>{part}</Suspense>;

export const lazyTabs = {
  course: () => waiting(<Course />),
  documents: () => waiting(<Documents />),
  people: () => waiting(<People />),
  access: () => waiting(<Access />),
  history: (caseId: string) => waiting(<History caseId={caseId} />),
  interviews: (caseId: string) => waiting(<Interviews caseId={caseId} />),
  law: (caseId: string, mayWrite: boolean) => waiting(<Legal caseId={caseId} mayWrite={mayWrite} />),
};
