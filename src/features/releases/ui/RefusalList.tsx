import { DataTable } from '../../../kit/DataTable.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { RefusalReason, ReleaseShown } from '../schema.ts';
import { useGroupName, useGroupNameIn } from './groupName.ts';

/** Why a release may not leave: the groups it would give away, and together with what. */
export function RefusalList({ release, refusal }: { release: ReleaseShown; refusal: readonly RefusalReason[] }) {
  const t = useT();
  const ownName = useGroupName(release.fields);
  const nameIn = useGroupNameIn();
  const [only] = refusal;
  if (only?.kind === 'withheld' || only?.kind === 'empty')
    return (
      <Message tone="bad" title={t(only.kind === 'empty' ? 'releases.refusedEmpty' : 'releases.refused')}>
        {t(only.kind === 'empty' ? 'releases.refusedEmptyText' : 'releases.refusedWithheld')}
      </Message>
    );
  return (
    <Stack gap="sm">
      <Message tone="bad" title={t('releases.refused')}>
        {t('releases.refusedText')}
      </Message>
      <DataTable
        caption={t('releases.refused')}
        captionHidden
        rows={refusal.map((reason, at) => ({ ...reason, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          {
            key: 'group',
            header: t('releases.group'),
            cell: ({ values, fields }) => (fields ? nameIn(fields, values) : ownName(values)),
          },
          { key: 'why', header: t('releases.why'), cell: ({ kind }) => t(`code.releaseReason.${kind}`) },
          {
            key: 'how',
            header: t('releases.how'),
            cell: ({ kind, release: earlier }) => {
              if (earlier) return t('releases.withEarlier', { title: earlier.title, number: earlier.number });
              return t(kind === 'together' || kind === 'difference' ? 'releases.together' : 'releases.alone');
            },
          },
        ]}
      />
    </Stack>
  );
}
