import { useEffect, useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { languages, useT } from '../../../kit/i18n.ts';
import { Foreign, Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { fieldProblem, ProblemMessage } from '../../../kit/problems.tsx';
import type { Code, CodeListId } from '../../../words/codes.ts';
import { labelIn, labelLanguages, loadLabels, type LabelSet } from '../../../words/labels.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import type { LocalLabel } from '../schema.ts';
import { WordingBadge } from './WordingBadge.tsx';

type CodeDialogProps = { list: CodeListId; code: Code; local: LocalLabel | null; onClose: () => void };

/** All that is known of one code, and what the reader's agency calls it. */
export function CodeDialog({ list, code, local, onClose }: CodeDialogProps) {
  const t = useT();
  const mayName = useMay('agency.manage');
  const { label } = useCodeWords();
  return (
    <Dialog open wide title={label(list, code.code)} onClose={onClose}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('vocabulary.code'), value: <code dir="ltr">{code.code}</code> },
            { label: t('vocabulary.definition'), value: <Foreign language="en">{code.definition || '–'}</Foreign> },
            ...(typeof code.parent === 'string'
              ? [{ label: t('vocabulary.parent'), value: <code dir="ltr">{code.parent}</code> }]
              : []),
            {
              label: t('vocabulary.evidence'),
              value: (
                <Row>
                  {t(`code.evidence.${code.evidence}`)}
                  <Badge tone={code.verified ? 'good' : 'attention'}>
                    {t(code.verified ? 'vocabulary.verified' : 'vocabulary.unverified')}
                  </Badge>
                </Row>
              ),
            },
          ]}
        />
        <Translations list={list} code={code} />
        <Mappings code={code} />
        {mayName && <LocalName list={list} code={code.code} local={local} />}
        {!mayName && local && <Text>{t('vocabulary.localIs', { label: local.label })}</Text>}
      </Stack>
    </Dialog>
  );
}

function Translations({ list, code }: { list: CodeListId; code: Code }) {
  const t = useT();
  const [sets, setSets] = useState<readonly (LabelSet | null)[]>([]);
  useEffect(() => {
    let shown = true;
    void Promise.all(labelLanguages.map(loadLabels)).then((loaded) => shown && setSets(loaded));
    return () => {
      shown = false;
    };
  }, []);
  return (
    <DataTable
      caption={t('vocabulary.translations')}
      columns={[
        { key: 'language', header: t('vocabulary.language'), cell: ({ language }) => languages[language].name },
        {
          key: 'text',
          header: t('vocabulary.label'),
          cell: ({ language, label }) => <Foreign language={language}>{label?.text ?? '–'}</Foreign>,
        },
        {
          key: 'source',
          header: t('vocabulary.wording'),
          cell: ({ label }) => (
            <Stack gap="sm">
              <WordingBadge label={label} />
              {label?.source && <Foreign>{label.source.name}</Foreign>}
            </Stack>
          ),
        },
      ]}
      rows={labelLanguages.map((language, at) => ({ language, label: labelIn(sets[at] ?? null, list, code.code) }))}
      rowKey={({ language }) => language}
    />
  );
}

function Mappings({ code }: { code: Code }) {
  const t = useT();
  const rows = Object.entries(code.maps).flatMap(([scheme, to]) =>
    (to ?? []).map((mapping) => ({ scheme, ...mapping })),
  );
  if (rows.length === 0) return <Text quiet>{t('vocabulary.noMaps')}</Text>;
  return (
    <DataTable
      caption={t('vocabulary.maps')}
      columns={[
        {
          key: 'scheme',
          header: t('vocabulary.scheme'),
          cell: ({ scheme }) => <Foreign language="en">{scheme}</Foreign>,
        },
        { key: 'ref', header: t('vocabulary.code'), cell: ({ ref }) => <Foreign language="en">{ref}</Foreign> },
        { key: 'match', header: t('vocabulary.match'), cell: ({ match }) => t(`code.match.${match}`) },
        {
          key: 'verified',
          header: t('vocabulary.evidence'),
          cell: ({ verified }) => t(verified ? 'vocabulary.verified' : 'vocabulary.unverified'),
        },
      ]}
      rows={rows}
      rowKey={({ scheme, ref }) => `${scheme} ${ref}`}
    />
  );
}

function LocalName({ list, code, local }: { list: CodeListId; code: string; local: LocalLabel | null }) {
  const t = useT();
  const [label, setLabel] = useState(local?.label ?? '');
  const { run, busy, problem } = useRun('vocabulary.label');
  const save = async (): Promise<void> => {
    const done = await run({ list, code, label: label.trim() }, { version: local?.version ?? 0 });
    if (done !== undefined) notify('good', t('record.saved'));
  };
  return (
    <Form label={t('vocabulary.local')} onSubmit={() => void save()}>
      <ProblemMessage problem={problem} shownFields={['label']} />
      <TextField
        label={t('vocabulary.local')}
        help={t('vocabulary.localHelp')}
        value={label}
        onChange={setLabel}
        error={fieldProblem(problem, 'label')}
      />
      <Row>
        <Button tone="primary" submit busy={busy} disabled={label.trim() === (local?.label ?? '')}>
          {t('record.save')}
        </Button>
      </Row>
    </Form>
  );
}
