import { useState } from 'react';
import { Button } from '../../kit/actions.tsx';
import { CheckList, ChoiceCards } from '../../kit/choiceCards.tsx';
import { ConflictChoice } from '../../kit/ConflictChoice.tsx';
import { Badge } from '../../kit/facts.tsx';
import { HelpButton } from '../../kit/FieldHelp.tsx';
import { useT } from '../../kit/i18n.ts';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { Foreign, Row, Section, Stack, Text } from '../../kit/layout.tsx';
import { Matrix } from '../../kit/Matrix.tsx';
import { RecordFields } from '../../kit/recordFields.tsx';
import { RecordList } from '../../kit/RecordList.tsx';
import type { FieldSpec, RecordValues } from '../../kit/recordSpecs.ts';
import { RecordView } from '../../kit/RecordView.tsx';
import { RemoteChoice } from '../../kit/RemoteChoice.tsx';
import { Tour } from '../../kit/Tour.tsx';
import { Tree } from '../../kit/Tree.tsx';

const specs: readonly FieldSpec[] = [
  { name: 'fullText', as: 'text', required: true, wide: true },
  { name: 'sex', as: 'code', list: 'sex-gender', scheme: 'sex' },
  { name: 'citizenships', as: 'countries' },
  { name: 'means', as: 'codes', list: 'means' },
  { name: 'place', as: 'place' },
  { name: 'dateFrom', as: 'date', precision: 'datePrecision', until: 'dateTo' },
];
const start: RecordValues = {
  fullText: 'Siti Contoh',
  sex: 'F',
  means: { DECEPTION: 'yes', DEBT: 'unknown' },
  place: 'IDN',
  dateFrom: '2015-03-01',
  dateTo: '2015-03-31',
  datePrecision: 'month',
};

/** Forms made from field specs, the same read, their conflict, and the other parts that hold records. */
export function RecordParts() {
  const t = useT();
  const [values, setValues] = useState<RecordValues>(start);
  const [person, setPerson] = useState<string | null>(null);
  const [card, setCard] = useState('one');
  const [checks, setChecks] = useState<string[]>(['one']);
  const [touring, setTouring] = useState(false);
  const two = [
    { value: 'one', label: t('kit.one'), text: t('kit.help') },
    { value: 'two', label: t('kit.two'), text: t('kit.remedy') },
  ];
  return (
    <Stack>
      <Section title={t('kit.recordForm')} lead={t('kit.recordFormText')}>
        <RecordFields specs={specs} values={values} onChange={(part) => setValues({ ...values, ...part })} />
      </Section>
      <Section title={t('kit.recordView')}>
        <RecordView specs={specs} values={values} />
      </Section>
      <Section title={t('kit.conflict')}>
        <ConflictChoice
          specs={specs}
          mine={{ fullText: 'Siti Contoh', means: { DECEPTION: 'yes', THREAT: 'yes' } }}
          theirs={{ ...start, fullText: 'نمونہ خان' }}
          writer={null}
          savedBy={null}
          savedAt={null}
          busy={false}
          onDecide={() => undefined}
        />
      </Section>
      <Section title={t('kit.lists')}>
        <Stack>
          <RecordList
            label={t('kit.lists')}
            items={[
              {
                key: 'a',
                title: <Foreign>{'نمونہ خان'}</Foreign>,
                badges: <Badge tone="info">{t('kit.open')}</Badge>,
                text: t('kit.help'),
                actions: <Button small>{t('kit.save')}</Button>,
              },
              { key: 'b', title: 'Siti Contoh', children: <Text quiet>{t('kit.remedy')}</Text> },
            ]}
          />
          <Tree
            label={t('kit.tree')}
            branches={[
              {
                key: 'a',
                title: t('kit.indonesia'),
                note: t('kit.open'),
                below: [{ key: 'b', title: t('kit.malaysia'), below: [] }],
              },
            ]}
          />
          <Matrix
            caption={t('kit.matrix')}
            rowsLabel={t('kit.name')}
            yes={t('answer.yes')}
            no={t('answer.no')}
            columns={[
              { key: 'one', label: t('kit.one') },
              { key: 'two', label: t('kit.two') },
            ]}
            groups={[{ key: 'g', label: t('kit.state'), rows: [{ key: 'open', label: t('kit.open') }] }]}
            cell={(_row, column) => column === 'one'}
          />
        </Stack>
      </Section>
      <Section title={t('kit.choices')}>
        <Stack>
          <ChoiceCards beside label={t('kit.choices')} choices={two} value={card} onChange={setCard} />
          <CheckList label={t('kit.lists')} options={two} values={checks} onChange={setChecks} />
          <RemoteChoice
            label={t('kit.remote')}
            busy={false}
            options={[
              { value: 'a', label: 'Siti Contoh' },
              { value: 'b', label: 'نمونہ خان' },
            ]}
            onSearch={() => undefined}
            value={person}
            onChange={setPerson}
          />
        </Stack>
      </Section>
      <Section title={t('kit.helpParts')}>
        <Row>
          <KeyCap>?</KeyCap>
          <Button onClick={() => setTouring(true)}>{t('tour.start')}</Button>
          <span data-kit-anchor>
            <HelpButton label={t('kit.help')} parts={[t('kit.remedy')]} />
          </span>
        </Row>
        {touring && (
          <Tour
            label={t('tour.title')}
            steps={[
              { key: 'a', title: t('kit.one'), text: t('kit.help') },
              { key: 'b', title: t('kit.two'), text: t('kit.remedy') },
            ]}
            onEnd={() => setTouring(false)}
          />
        )}
      </Section>
    </Stack>
  );
}
