import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { AbsentValue, KeyValues, type Fact } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import { Message } from '../../../kit/states.tsx';
import { useCase } from './casePart.tsx';
import { CaseLinks } from './CaseLinks.tsx';
import { caseSpecs } from './parts.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { TaskList } from './TaskList.tsx';

/** The facts of a case, its clocks, what is to be done and what it is linked to. */
export function OverviewTab() {
  const t = useT();
  const { overview } = useCase();
  const { list } = useFormats();
  return (
    <Stack>
      {overview.withheld.length > 0 && (
        <Message tone="info" title={t('case.withheld')}>
          {t('case.withheldText', { classes: list(overview.withheld.map((name) => t(`dataClass.${name}`))) })}
        </Message>
      )}
      <Columns wide>
        <Facts />
        <TaskList />
      </Columns>
      <CaseLinks />
    </Stack>
  );
}

function Facts() {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const { date } = useFormats();
  const { overview, mayWrite } = useCase();
  const [editing, setEditing] = useState(false);
  const found = overview.case;
  const hidden = new Set('withheld' in found && Array.isArray(found.withheld) ? found.withheld : []);
  const facts: Fact[] = [
    ...caseSpecs
      .filter(({ name }) => !['tip', 'som', 'risk'].includes(name))
      .map((spec): Fact => {
        const text = write(spec, found);
        return {
          label: t(`code.field.${spec.name}`),
          value: hidden.has(spec.name) ? (
            <AbsentValue absent="withheld" />
          ) : text === null ? (
            spec.as === 'choice' ? (
              { absent: 'not-asked' }
            ) : (
              '–'
            )
          ) : (
            <Foreign>{text}</Foreign>
          ),
        };
      }),
    { label: t('code.field.agency'), value: <Foreign>{found.agencyName}</Foreign> },
    {
      label: t('code.field.assignedTo'),
      value: hidden.has('assignedTo') ? <AbsentValue absent="withheld" /> : (found.assignedToName ?? t('case.nobody')),
    },
    ...(found.closedOn === null ? [] : [{ label: t('code.field.closedOn'), value: date(found.closedOn) }]),
    ...(found.closeReason
      ? [{ label: t('code.field.closeReason'), value: words.word('closeReason', found.closeReason) }]
      : []),
    {
      label: t('code.field.retainUntil'),
      value: found.legalHold
        ? t('case.held')
        : found.retainUntil === null
          ? t('case.retainAfterClosing', { kind: words.word('retention', found.retentionClass) })
          : date(found.retainUntil),
    },
  ];
  return (
    <Section
      title={t('case.facts')}
      actions={
        mayWrite('administrative') && (
          <Button small icon="edit" onClick={() => setEditing(true)}>
            {t('record.change')}
          </Button>
        )
      }
    >
      <KeyValues facts={facts} />
      {editing && (
        <RecordDialog
          title={t('case.changeTitle')}
          specs={caseSpecs}
          change="cases.update"
          record={found}
          ids={{ caseId: found.id }}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  );
}
