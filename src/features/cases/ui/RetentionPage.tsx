import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { CaseHeader } from '../schema.ts';
import { RetentionPeriods } from './RetentionPeriods.tsx';

const spans = [30, 90, 180, 365];

/** How long closed cases are kept: the rules, what falls due, what the law holds, and the act of erasing. */
export function RetentionPage() {
  const t = useT();
  const [days, setDays] = useState(90);
  const [erased, setErased] = useState<CaseHeader | null>(null);
  const due = useAction('retention.due', { limit: 200 });
  const overview = useAction('retention.overview', { days }, { keep: true });
  const eraseColumn: Column<CaseHeader> = {
    key: 'act',
    header: t('table.acts'),
    cell: (found) => (
      <Button small tone="danger" icon="remove" onClick={() => setErased(found)}>
        {t('retention.erase')}
      </Button>
    ),
  };
  const columns = useCaseColumns();
  return (
    <>
      <PageHeader title={t('page.retention')} lead={t('retention.lead')} />
      <Stack>
        <Section title={t('retention.due')} lead={t('retention.dueText')}>
          <Loaded of={due}>
            {({ cases }) => (
              <DataTable
                caption={t('retention.due')}
                captionHidden
                columns={[...columns, eraseColumn]}
                rows={cases}
                rowKey={({ id }) => id}
                empty={<EmptyState icon="done" title={t('retention.noneDue')} />}
              />
            )}
          </Loaded>
        </Section>
        <Loaded of={overview}>
          {({ classes, soon, held }) => (
            <Stack>
              <Section
                title={t('retention.soon')}
                actions={
                  <SelectField
                    label={t('retention.within')}
                    options={spans.map((span) => ({
                      value: String(span),
                      label: t('retention.days', { count: span }),
                    }))}
                    value={String(days)}
                    onChange={(chosen) => setDays(Number(chosen))}
                  />
                }
              >
                <DataTable
                  caption={t('retention.soon')}
                  captionHidden
                  columns={columns}
                  rows={soon}
                  rowKey={({ id }) => id}
                  empty={<EmptyState icon="retention" title={t('retention.noneSoon')} />}
                />
              </Section>
              {held.length > 0 && (
                <Section title={t('retention.held')} lead={t('retention.heldText')}>
                  <DataTable
                    caption={t('retention.held')}
                    captionHidden
                    columns={columns}
                    rows={held}
                    rowKey={({ id }) => id}
                  />
                </Section>
              )}
              <RetentionPeriods counts={classes} />
            </Stack>
          )}
        </Loaded>
      </Stack>
      {erased && <EraseDialog found={erased} onClose={() => setErased(null)} />}
    </>
  );
}

function useCaseColumns(): readonly Column<CaseHeader>[] {
  const t = useT();
  const words = useCodeWords();
  const { date } = useFormats();
  return [
    {
      key: 'number',
      header: t('retention.case'),
      unbroken: true,
      cell: ({ id, number }) => <TextLink to={`/cases/${id}`}>{number}</TextLink>,
    },
    {
      key: 'kind',
      header: t('code.field.retentionClass'),
      cell: ({ retentionClass }) => words.word('retention', retentionClass),
    },
    {
      key: 'closed',
      header: t('code.field.closedOn'),
      cell: ({ closedOn }) => (closedOn === null ? '–' : date(closedOn)),
    },
    {
      key: 'until',
      header: t('code.field.retainUntil'),
      cell: ({ retainUntil, legalHold, legalHoldReason }) =>
        legalHold ? (
          <Badge tone="attention">
            <Foreign>{legalHoldReason ?? t('case.held')}</Foreign>
          </Badge>
        ) : retainUntil === null ? (
          '–'
        ) : (
          date(retainUntil)
        ),
    },
  ];
}

function EraseDialog({ found, onClose }: { found: CaseHeader; onClose: () => void }) {
  const t = useT();
  const { run, busy, problem } = useRun('cases.erase', ['cases', 'retention']);
  const erase = async (): Promise<void> => {
    const done = await run({ caseId: found.id, ground: 'time-over' }, { version: found.version });
    if (done === undefined) return;
    notify('good', t('retention.erased', { number: found.number }));
    onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      title={t('retention.eraseTitle', { number: found.number })}
      confirmLabel={t('retention.erase')}
      busy={busy}
      onConfirm={() => void erase()}
      onClose={onClose}
    >
      <Stack>
        <Text>{t('retention.eraseText')}</Text>
        <ProblemMessage problem={problem} />
      </Stack>
    </ConfirmDialog>
  );
}
