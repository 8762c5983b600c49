import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Text } from '../../../kit/layout.tsx';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { RecordList } from '../../../kit/RecordList.tsx';
import { caseLinkKinds } from '../../../words/case-work.ts';
import { CaseStatus } from './CaseBadges.tsx';
import { useCase } from './casePart.tsx';
import { RecordDialog, RemoveDialog } from './RecordDialog.tsx';
import { ShowRest } from './ShowRest.tsx';
import type { Overview } from './types.ts';

const linkSpecs: readonly FieldSpec[] = [
  { name: 'otherCaseNumber', as: 'text', required: true },
  { name: 'kind', as: 'choice', family: 'linkKind', values: caseLinkKinds, required: true },
  { name: 'reason', as: 'area', required: true },
];

/** The cases this one is linked to, and why. */
export function CaseLinks() {
  const t = useT();
  const words = useCodeWords();
  const { overview, mayWrite } = useCase();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Overview['links'][number] | null>(null);
  const mayLink = mayWrite('administrative');
  return (
    <Section
      title={t('links.title')}
      actions={
        mayLink && (
          <Button small icon="add" onClick={() => setAdding(true)}>
            {t('links.add')}
          </Button>
        )
      }
    >
      {overview.links.length === 0 ? (
        <Text quiet>{t('links.none')}</Text>
      ) : (
        <RecordList
          label={t('links.title')}
          items={overview.links.map((link) => ({
            key: link.id,
            title: <TextLink to={`/cases/${link.otherCaseId}`}>{link.otherCaseNumber}</TextLink>,
            badges: <CaseStatus status={link.otherCaseStatus} />,
            text: (
              <>
                {words.word('linkKind', link.kind)} · <Foreign>{link.reason}</Foreign> ·{' '}
                <Foreign>{link.otherAgencyName}</Foreign>
              </>
            ),
            actions: mayLink && (
              <Button small tone="quiet" icon="remove" onClick={() => setRemoving(link)}>
                {t('record.remove')}
              </Button>
            ),
          }))}
        />
      )}
      <ShowRest lists={['links']} />
      {adding && (
        <RecordDialog
          title={t('links.add')}
          specs={linkSpecs}
          add="cases.link"
          ids={{ caseId: overview.case.id }}
          onClose={() => setAdding(false)}
        />
      )}
      {removing && (
        <RemoveDialog
          title={t('links.remove')}
          remove="links.remove"
          ids={{ id: removing.id }}
          version={removing.version}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}
