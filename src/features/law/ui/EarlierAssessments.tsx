import { useState } from 'react';
import { saveFile, useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { LawSubject } from './LegalTab.tsx';

type Kept = LawSubject['assessments'][number];

/** Assessments as they were kept, each printable as a reasoned note. */
export function EarlierAssessments({ caseId, subject }: { caseId: string; subject: LawSubject }) {
  const t = useT();
  const client = useClient();
  const { dateTime } = useFormats();
  const [failure, setFailure] = useState<unknown>(null);
  const print = (assessmentId: string, language: 'en' | 'id'): void => {
    setFailure(null);
    void saveFile(client, 'law.note', { caseId, assessmentId, language }).catch(setFailure);
  };
  const columns: Column<Kept>[] = [
    { key: 'number', header: t('law.version'), cell: ({ number }) => number },
    { key: 'on', header: t('law.keptOn'), cell: ({ createdAt }) => dateTime(createdAt) },
    { key: 'by', header: t('law.by'), cell: ({ createdByName }) => createdByName ?? '' },
    { key: 'remark', header: t('law.remark'), cell: ({ remark }) => remark ?? '' },
    {
      key: 'note',
      header: t('law.reasons'),
      cell: ({ id }) => (
        <Row>
          <Button small icon="download" onClick={() => print(id, 'en')}>
            {t('law.noteEn')}
          </Button>
          <Button small icon="download" onClick={() => print(id, 'id')}>
            {t('law.noteId')}
          </Button>
        </Row>
      ),
    },
  ];
  return (
    <Section title={t('law.earlier')}>
      <Stack>
        <ProblemMessage problem={failure} />
        <DataTable
          caption={t('law.earlier')}
          captionHidden
          columns={columns}
          rows={subject.assessments}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('law.noneKept')} />}
        />
      </Stack>
    </Section>
  );
}
