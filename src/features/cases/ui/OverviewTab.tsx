import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { AbsentValue, KeyValues, type Fact } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { Message } from '../../../kit/states.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { ExtraFields } from '../../forms/ui/ExtraFields.tsx';
import { AutosaveForm } from './AutosaveForm.tsx';
import { useCase } from './casePart.tsx';
import { CaseLinks } from './CaseLinks.tsx';
import { caseSpecs } from './parts.ts';
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
  const specs = useCaseSpecs(found.agencyId);
  const hidden = new Set('withheld' in found && Array.isArray(found.withheld) ? found.withheld : []);
  const facts: Fact[] = [
    ...specs
      .filter(({ name }) => !['tip', 'som', 'risk'].includes(name))
      .map((spec): Fact => {
        const text = write(spec, found);
        return {
          label: t(`code.field.${spec.name}`),
          wide: spec.as === 'area' && text !== null,
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
        mayWrite('administrative') &&
        !editing && (
          <Button small icon="edit" onClick={() => setEditing(true)}>
            {t('record.change')}
          </Button>
        )
      }
    >
      {editing ? (
        <AutosaveForm
          specs={specs}
          change="cases.update"
          record={found}
          ids={{ caseId: found.id }}
          onClose={() => setEditing(false)}
        />
      ) : (
        <KeyValues facts={facts} />
      )}
      <ExtraFields caseId={found.id} target="case" subjectId={found.id} writes={overview.writes} />
    </Section>
  );
}

/** A case's own facts; which of its agency's units it stands in only that agency says. */
function useCaseSpecs(agencyId: string): readonly FieldSpec[] {
  const own = useSession()?.membership?.agencyId === agencyId;
  const units = useAction('units.list', {}, { enabled: own }).data?.units ?? [];
  if (units.length === 0) return caseSpecs;
  return [
    ...caseSpecs,
    { name: 'unitId', as: 'chosen', options: units.map(({ id, name }) => ({ value: id, label: name })) },
  ];
}
