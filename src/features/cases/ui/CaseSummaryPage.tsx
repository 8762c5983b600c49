import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { PageHeader, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { CaseProvider } from './casePart.tsx';
import { CourseTab } from './CourseTab.tsx';
import { DocumentsTab } from './DocumentsTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import type { Overview } from './types.ts';

/** A whole case below each other, for paper: who printed it and when, and never where a protected person stays. */
export function CaseSummaryPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const t = useT();
  const overview = useAction('cases.overview', { caseId: params['caseId'] ?? '' });
  return (
    <Loaded of={overview} wholePage>
      {(found) => (
        <CaseProvider overview={withoutWhereabouts(found)}>
          <Stack>
            <PageHeader
              title={t('case.title', { number: found.case.number })}
              lead={<Printed />}
              trail={<TextLink to={`/cases/${found.case.id}`}>{t('summary.back')}</TextLink>}
              actions={
                <Button tone="primary" icon="print" onClick={() => window.print()}>
                  {t('summary.print')}
                </Button>
              }
            />
            <Message tone="attention" title={t('summary.confidential')}>
              {t('summary.confidentialText')}
            </Message>
            <OverviewTab />
            <PeopleTab />
            <CourseTab />
            <DocumentsTab />
          </Stack>
        </CaseProvider>
      )}
    </Loaded>
  );
}

function Printed() {
  const t = useT();
  const { dateTime } = useFormats();
  const session = useSession();
  const [at] = useState(() => new Date().toISOString());
  return t('summary.by', { name: session?.user.name ?? '', at: dateTime(at) });
}

/** Paper travels: the place of a protected person stays off it, also for those who may read it on the screen. */
function withoutWhereabouts(overview: Overview): Overview {
  return {
    ...overview,
    people: overview.people.map((person) => ({
      ...person,
      contacts: person.contacts.filter(({ sheltered }) => !sheltered),
    })),
  };
}
