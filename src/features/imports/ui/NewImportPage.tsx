import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FileDrop } from '../../../kit/FileDrop.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Narrow, PageHeader, Row, Section, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';

const endings = ['.csv', '.tsv', '.txt', '.xlsx', '.json', '.gz'];
const detect = 'detect';

/** Takes a file and has it checked. Nothing is written by that. */
export function NewImportPage() {
  const t = useT();
  const [, navigate] = useLocation();
  const layouts = useAction('imports.layouts', {}).data?.layouts ?? [];
  const [file, setFile] = useState<File | null>(null);
  const [layout, setLayout] = useState(detect);
  const [released, setReleased] = useState('');
  const [sheet, setSheet] = useState('');
  const { run, busy, problem } = useRun('imports.create');
  const isSeries = layouts.find(({ id }) => id === layout)?.kind === 'series';
  const mayBeSeries = isSeries || (layout === detect && layouts.some(({ kind }) => kind === 'series'));

  async function send(): Promise<void> {
    if (file === null) return;
    const made = await run(
      {
        ...(layout !== detect && { layout }),
        ...(mayBeSeries && released !== '' && { releaseDate: released }),
        ...(sheet.trim() !== '' && { sheet: sheet.trim() }),
      },
      { file: { name: file.name, content: file } },
    );
    if (made) navigate(`/imports/${made.id}`);
  }

  return (
    <>
      <PageHeader
        title={t('imports.new')}
        lead={t('imports.sendText')}
        trail={<TextLink to="/imports">{t('page.imports')}</TextLink>}
      />
      <Narrow>
        <Section title={t('imports.file')}>
          <Form onSubmit={() => void send()}>
            <ProblemMessage problem={problem} />
            <FileDrop
              label={t('imports.file')}
              help={t('imports.noneText')}
              accept={endings}
              file={file}
              onChange={setFile}
            />
            <SelectField
              label={t('imports.layout')}
              help={t('imports.layoutHelp')}
              options={[
                { value: detect, label: t('imports.detect') },
                ...layouts.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              value={layout}
              onChange={(chosen) => setLayout(chosen ?? detect)}
            />
            {mayBeSeries && (
              <DateField
                label={t('imports.release')}
                help={t('imports.releaseHelp')}
                value={released}
                onChange={setReleased}
              />
            )}
            {file?.name.toLowerCase().includes('.xlsx') && (
              <TextField label={t('imports.sheet')} help={t('imports.sheetHelp')} value={sheet} onChange={setSheet} />
            )}
            <Text quiet>{t('imports.lead')}</Text>
            <Row>
              <Button tone="primary" submit busy={busy} disabled={file === null}>
                {t('imports.send')}
              </Button>
            </Row>
          </Form>
        </Section>
      </Narrow>
    </>
  );
}
