import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, ErrorState, Loading, Message } from '../../../kit/states.tsx';
import { rowsFrom } from '../rules.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { OwnRecords } from './OwnRecords.tsx';

const own = 'own';
const records = 'records';

/** How many people no list holds: a published table to learn on, or a table of one's own, by every method at once. */
export function EstimatesPage() {
  const t = useT();
  const published = useAction('estimates.published', {});
  const compare = useRun('estimates.compare');
  const [chosen, setChosen] = useState('uk-5');
  const [text, setText] = useState('');
  const [months, setMonths] = useState<number | null>(null);
  const [result, setResult] = useState<Awaited<ReturnType<typeof compare.run>>>();
  const table = published.data?.tables.find(({ id }) => id === chosen);
  const read = chosen === own && text.trim() !== '' ? rowsFrom(text) : null;
  const rows = chosen === own ? (read && 'rows' in read ? read.rows : null) : (table?.table ?? null);
  const choose = (id: string | null): void => {
    setChosen(id ?? own);
    setMonths(published.data?.tables.find((one) => one.id === id)?.months ?? null);
    setResult(undefined);
  };
  const estimate = async (): Promise<void> => {
    if (rows === null) return;
    setResult(await compare.run({ table: rows, months: chosen === own ? months : (table?.months ?? null) }));
  };
  return (
    <Stack>
      <PageHeader title={t('page.estimates')} lead={t('estimates.lead')} />
      <Message tone="info" title={t('estimates.never')}>
        {t('estimates.neverText')}
      </Message>
      <div data-kit-no-print>
        <Section title={t('estimates.table')}>
          <Form label={t('estimates.table')} onSubmit={() => void estimate()}>
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
                  <Button submit busy={compare.busy} disabled={rows === null}>
                    {t('estimates.run')}
                  </Button>
                </Row>
              )}
            </Stack>
          </Form>
        </Section>
      </div>
      {compare.problem && <ProblemMessage problem={compare.problem} />}
      {compare.busy && <Loading label={t('estimates.running')} />}
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
      {chosen !== records && !result && !compare.busy && (
        <EmptyState icon="chart" title={t('estimates.empty')}>
          {t('estimates.emptyText')}
        </EmptyState>
      )}
    </Stack>
  );
}
