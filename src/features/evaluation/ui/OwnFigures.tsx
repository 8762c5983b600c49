import { useMemo, useState } from 'react';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { ErrorState } from '../../../kit/states.tsx';
import { readSeries, type SeriesFault } from '../rules/engine.ts';
import type { Choice } from './choice.ts';
import { EvaluationResult } from './EvaluationResult.tsx';

/** Figures typed or pasted by the reader: one year a line. They stay in this page. */
export function OwnFigures({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const reading = useMemo(() => readSeries(tableOf(text)), [text]);
  const faults: readonly SeriesFault[] = text.trim() === '' || reading.ok ? [] : reading.faults;
  const figures = reading.ok ? reading.series[0]?.figures : undefined;
  return (
    <Stack>
      <Section title={t('evaluation.own')}>
        <Stack gap="sm">
          <TextAreaField
            label={t('evaluation.ownLabel')}
            help={t('evaluation.ownHelp')}
            rows={6}
            value={text}
            onChange={setText}
          />
          <Text quiet>{t('evaluation.ownStay')}</Text>
          {faults.length > 0 && (
            <ErrorState
              title={t('evaluation.ownWrong')}
              remedy={t('evaluation.ownRemedy')}
              details={faults.map(({ row }) => (row === null ? '' : t('evaluation.line', { line: row }))).join(' ')}
            />
          )}
        </Stack>
      </Section>
      {figures && (
        <EvaluationResult
          name={t('evaluation.own')}
          unit={t('evaluation.count')}
          figures={figures}
          notes={[t('evaluation.ownNote')]}
          choice={choice}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}

/** A year and a figure a line, apart by comma, semicolon, tab or space; a heading is no line of figures. */
function tableOf(text: string) {
  const rows = text.split(/\r?\n/).flatMap((line, at) => {
    const match = /^\s*"?([^\s,;:"]+)"?\s*[,;:\t ]\s*"?(.*?)"?\s*$/.exec(line);
    if (line.trim() === '' || (at === 0 && !/\p{Nd}/u.test(line))) return [];
    return [{ row: at + 1, values: match ? [match[1] ?? '', match[2] ?? ''] : [line, ''] }];
  });
  return { columns: ['year', 'value'], rows };
}
