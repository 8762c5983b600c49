import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { laterLaw, LIFE, type LawDifference } from '../rules/laterLaw.ts';
import { readEvaluation, type Facts, type ListedOffence, type ReadEvaluation } from '../rules.ts';
import { readable } from './words.ts';

type LaterLawProps = { facts: Facts; packs: readonly string[]; evaluation: ReadEvaluation };

/** Where the law changed after the act: both versions, what they say differently, and which is lower. Nothing where it did not. */
export function LaterLawSection({ facts, packs, evaluation }: LaterLawProps) {
  const t = useT();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const isPast = typeof facts.date_of_offence === 'string' && facts.date_of_offence < today;
  const later = useAction('law.ask', { facts, packs: [...packs], date: today }, { enabled: isPast, keep: true });
  if (!isPast || later.data === undefined) return null;
  const found = laterLaw(evaluation.result, readEvaluation(later.data).result);
  if (found === null) return null;
  const names = new Map(
    [evaluation, readEvaluation(later.data)].flatMap(({ reasons }) =>
      reasons.map(({ pack, offence, law, article }) => [`${pack}/${offence ?? ''}`, { law, article }] as const),
    ),
  );
  const words = (charges: readonly ListedOffence[]) =>
    charges.length === 0 ? (
      t('law.noOffence')
    ) : (
      <Stack gap="sm">
        {charges.map(({ pack, offence, penalties }) => {
          const named = names.get(`${pack}/${offence}`);
          return (
            <span key={`${pack}/${offence}`}>
              <Foreign language="en">{named?.law ?? pack}</Foreign>{' '}
              {t('law.article', { article: named?.article ?? offence })}
              {penalties.length === 0 && `: ${t('law.withheldPenalty')}`}
            </span>
          );
        })}
      </Stack>
    );
  return (
    <Section title={t('law.changedSince')} lead={t('law.changedSinceLead')}>
      <Stack gap="sm">
        <KeyValues
          facts={[
            { label: t('law.lawOfAct'), value: words(found.ofAct) },
            { label: t('law.lawOfToday'), value: words(found.ofToday) },
          ]}
        />
        {found.differences.length > 0 && <Differences differences={found.differences} />}
        <Message tone="attention" title={t(`code.lawMilder.${found.milder ?? 'open'}`)} />
      </Stack>
    </Section>
  );
}

/** What the two laws say differently, thing by thing, with the lower of the two. */
function Differences({ differences }: { differences: readonly LawDifference[] }) {
  const t = useT();
  const { number } = useFormats();
  const figure = (value: number | null, found: LawDifference): string => {
    if (value === null) return t('law.noFigure');
    if (found.aspect === 'prisonMax' || found.aspect === 'prisonMin')
      return value === Infinity
        ? t('law.death')
        : value === LIFE
          ? t('law.life')
          : t('law.monthsCount', { count: value });
    return `${'currency' in found ? (found.currency ?? '') : ''} ${number(value)}`.trim();
  };
  const side = (found: LawDifference, which: 'atAct' | 'today') => {
    if ('subject' in found) return figure(found[which], found);
    return found[which].length > 0 ? (
      <Foreign language="en">{found[which].map(readable).join(', ')}</Foreign>
    ) : (
      t('law.noneMore')
    );
  };
  const columns: Column<LawDifference>[] = [
    {
      key: 'aspect',
      header: t('law.differsIn'),
      cell: (found) =>
        'subject' in found
          ? `${t(`code.lawAspect.${found.aspect}`)} · ${t(`code.lawSubject.${found.subject}`)}`
          : t(`code.lawAspect.${found.aspect}`),
    },
    { key: 'atAct', header: t('law.lawOfAct'), cell: (found) => side(found, 'atAct') },
    { key: 'today', header: t('law.lawOfToday'), cell: (found) => side(found, 'today') },
    {
      key: 'milder',
      header: t('law.milder'),
      cell: ({ milder }) => (
        <Badge tone={milder === null ? 'attention' : 'neutral'}>{t(`code.lawMilderSide.${milder ?? 'open'}`)}</Badge>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('law.differsIn')}
      captionHidden
      columns={columns}
      rows={differences}
      rowKey={(found) => ('subject' in found ? `${found.aspect} ${found.subject}` : found.aspect)}
    />
  );
}
