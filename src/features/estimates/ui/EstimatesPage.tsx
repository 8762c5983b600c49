import { useState } from 'react';
import { useAction, useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, ErrorState, Message } from '../../../kit/states.tsx';
import { againAfter, rowsFrom } from '../rules.ts';
import type { CaptureRows } from '../schema.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { OwnRecords } from './OwnRecords.tsx';
import { WorkProgress } from './WorkProgress.tsx';

const own = 'own';
const records = 'records';
/** Asked of nobody. */
const nothing = { table: { lists: [], rows: [] } };

/** How many people no list holds: a published table to learn on, or a table of one's own, by every method at once. */
export function EstimatesPage() {
  const t = useT();
  const published = useAction('estimates.published', {});
  const client = useClient();
  const [chosen, setChosen] = useState('uk-5');
  const [text, setText] = useState('');
  const [months, setMonths] = useState<number | null>(null);
  const [asked, setAsked] = useState<{ table: CaptureRows; months: number | null } | null>(null);
  const compare = useAction('estimates.compare', asked ?? nothing, {
    enabled: asked !== null,
    again: (last) => (last?.comparison === null ? againAfter : false),
  });
  const result = asked === null ? null : (compare.data?.comparison ?? null);
  const busy = asked !== null && result === null && compare.error === null;
  const table = published.data?.tables.find(({ id }) => id === chosen);
  const read = chosen === own && text.trim() !== '' ? rowsFrom(text) : null;
  const rows = chosen === own ? (read && 'rows' in read ? read.rows : null) : (table?.table ?? null);
  const stop = (): void => {
    // Whether the server hears it or not: what nobody asks for again ends by itself.
    if (asked !== null && busy) void client.call('estimates.compare', { ...asked, stop: true }).catch(() => undefined);
    setAsked(null);
  };
  const choose = (id: string | null): void => {
    setChosen(id ?? own);
    setMonths(published.data?.tables.find((one) => one.id === id)?.months ?? null);
    stop();
  };
  const estimate = (): void => {
    if (rows === null) return;
    stop();
    setAsked({ table: rows, months: chosen === own ? months : (table?.months ?? null) });
  };
  return (
    <Stack>
      <PageHeader title={t('page.estimates')} lead={t('estimates.lead')} />
      <Message tone="info" title={t('estimates.never')}>
        {t('estimates.neverText')}
      </Message>
      <div data-kit-no-print>
        <Section title={t('estimates.table')}>
          <Form label={t('estimates.table')} onSubmit={estimate}>
            <Stack gap="sm">
              <SelectField
                label={t('estimates.which')}
                value={chosen}
                onChange={choose}
                options={[
                  ...(published.data?.tables ?? []).map(({ id }) => ({
                    value: id,
                    label: t(`code.estimateTable.${id}`),
                  })),
                  { value: records, label: t('estimates.records') },
                  { value: own, label: t('estimates.own') },
                ]}
              />
              {table && <Text quiet>{t('estimates.source', { citation: table.citation })}</Text>}
              {chosen === own && (
                <>
                  <TextAreaField
                    label={t('estimates.ownLabel')}
                    help={t('estimates.ownHelp')}
                    rows={8}
                    value={text}
                    onChange={setText}
                  />
                  <NumberField
                    label={t('estimates.months')}
                    help={t('estimates.monthsHelp')}
                    value={months}
                    onChange={setMonths}
                  />
                </>
              )}
              {read && 'problems' in read && (
                <ErrorState
                  title={t('estimates.wrong')}
                  remedy={t('estimates.wrongRemedy')}
                  details={read.problems
                    .map(({ line, column }) => t('estimates.wrongAt', { line, column: column === '' ? '–' : column }))
                    .join(' ')}
                />
              )}
              {chosen !== records && (
                <Row>
                  <Button submit busy={busy} disabled={rows === null}>
                    {t('estimates.run')}
                  </Button>
                </Row>
              )}
            </Stack>
          </Form>
        </Section>
      </div>
      {asked !== null && compare.error && <ProblemMessage problem={compare.error} />}
      {busy && <WorkProgress progress={compare.data?.progress ?? null} onStop={stop} />}
      {result && (
        <ComparisonView
          comparison={result}
          source={
            table
              ? `${t(`code.estimateTable.${table.id}`)} · ${t('estimates.source', { citation: table.citation })}`
              : t('estimates.own')
          }
          readyMade={{ thresholds: result.thresholds, isPublic: table !== undefined }}
          said={table?.said ?? null}
        />
      )}
      {chosen === records && <OwnRecords />}
      {chosen !== records && !result && !busy && (
        <EmptyState icon="chart" title={t('estimates.empty')}>
          {t('estimates.emptyText')}
        </EmptyState>
      )}
    </Stack>
  );
}
