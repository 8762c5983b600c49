import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { NumberField } from '../../../kit/NumberField.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';

/** Enters how many people lived in the country in a year, and who says so. */
export function PopulationDialog({ country, onClose }: { country: string; onClose: () => void }) {
  const t = useT();
  const [year, setYear] = useState<number | null>(null);
  const [people, setPeople] = useState<number | null>(null);
  const [source, setSource] = useState('');
  const { run, busy, problem } = useRun('official.population');
  const enter = async (): Promise<void> => {
    if (year === null || people === null) return;
    if ((await run({ country, year, people, source })) === undefined) return;
    notify('good', t('official.entered'));
    onClose();
  };
  return (
    <Dialog open title={t('official.enterPopulation')} onClose={onClose}>
      <Form onSubmit={() => void enter()}>
        <Stack>
          <ProblemMessage problem={problem} />
          <NumberField label={t('official.populationYear')} value={year} onChange={setYear} required />
          <NumberField label={t('official.residents')} value={people} onChange={setPeople} required />
          <TextField
            label={t('official.populationSource')}
            help={t('official.populationSourceHelp')}
            value={source}
            onChange={setSource}
            required
          />
          <Row>
            <Button tone="primary" submit busy={busy} disabled={year === null || people === null || source.length < 5}>
              {t('record.save')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
