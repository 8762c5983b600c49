import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useKindName, useSaveTitle, useWriteAny } from './historyWords.ts';
import { differencesBetween, type Difference } from './moments.ts';
import { savesOf } from './saves.ts';

type Line = ActionTypes['cases.history']['output']['changes'][number];
const tones: Readonly<Record<Difference['act'], BadgeTone>> = {
  created: 'good',
  changed: 'info',
  removed: 'attention',
};

/** Any two versions of a case beside each other, field by field. */
export function CompareSection({ caseId, lines }: { caseId: string; lines: readonly Line[] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const titleOf = useSaveTitle();
  const [now] = useState(() => new Date().toISOString());
  const saves = [...new Map(savesOf(lines).map((save) => [save.lines[0].at, save])).entries()];
  const [from, setFrom] = useState<string | null>(saves.at(-1)?.[0] ?? null);
  const [to, setTo] = useState<string | null>(now);
  const options = [
    { value: now, label: t('compare.now') },
    ...saves.map(([at, save]) => ({
      value: at,
      label: t('compare.version', { when: dateTime(at), what: titleOf(save) }),
    })),
  ];
  return (
    <Section title={t('compare.title')} lead={t('compare.lead')}>
      <Stack>
        <Columns>
          <SelectField
            label={t('compare.from')}
            help={t('code.fieldHelp.compareFrom')}
            options={options}
            value={from}
            onChange={setFrom}
          />
          <SelectField
            label={t('compare.to')}
            help={t('code.fieldHelp.compareTo')}
            options={options}
            value={to}
            onChange={setTo}
          />
        </Columns>
        {from !== null && to !== null && from !== to && <Compared caseId={caseId} from={from} to={to} />}
      </Stack>
    </Section>
  );
}

function Compared({ caseId, from, to }: { caseId: string; from: string; to: string }) {
  // Whichever of the two was chosen first, the older one is what it was.
  const [early, late] = from < to ? [from, to] : [to, from];
  const before = useAction('cases.at', { caseId, moment: early });
  const after = useAction('cases.at', { caseId, moment: late });
  return (
    <Loaded of={before}>
      {(was) => <Loaded of={after}>{(is) => <Differences found={differencesBetween(was, is)} />}</Loaded>}
    </Loaded>
  );
}

function Differences({ found }: { found: readonly Difference[] }) {
  const t = useT();
  const kindName = useKindName();
  const write = useWriteAny();
  const rows = found.flatMap((difference) =>
    difference.changes.map((change) => ({ ...difference, ...change, row: `${difference.key} ${change.field}` })),
  );
  if (rows.length === 0) return <Text quiet>{t('compare.same')}</Text>;
  return (
    <DataTable
      caption={t('compare.title')}
      captionHidden
      columns={[
        {
          key: 'record',
          header: t('compare.record'),
          cell: ({ kind, act }) => (
            <>
              {kindName(kind)} <Badge tone={tones[act]}>{t(`code.compared.${act}`)}</Badge>
            </>
          ),
        },
        { key: 'field', header: t('conflict.field'), cell: ({ field }) => write.label(field) },
        {
          key: 'before',
          header: t('conflict.before'),
          cell: ({ kind, field, before }) => <Foreign>{write.value(field, before, kind)}</Foreign>,
        },
        {
          key: 'after',
          header: t('compare.after'),
          cell: ({ kind, field, after }) => <Foreign>{write.value(field, after, kind)}</Foreign>,
        },
      ]}
      rows={rows}
      rowKey={({ row }) => row}
    />
  );
}
