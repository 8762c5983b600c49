import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { useDeviceWords } from './device.ts';

/** Where one is signed in, and ending it there. */
export function SessionSection() {
  const t = useT();
  const { dateTime } = useFormats();
  const deviceWords = useDeviceWords();
  const list = useAction('account.sessions', {});
  const revoke = useRun('account.sessions.revoke');
  const revokeOthers = useRun('account.sessions.revoke-others');
  const hasOthers = (list.data?.sessions.length ?? 0) > 1;
  return (
    <Section
      title={t('sessions.title')}
      lead={t('sessions.lead')}
      actions={
        hasOthers && (
          <Button busy={revokeOthers.busy} onClick={() => void revokeOthers.run({})}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Stack>
        <ProblemMessage problem={revoke.problem ?? revokeOthers.problem} />
        <Loaded of={list}>
          {({ sessions }) => (
            <DataTable
              caption={t('sessions.title')}
              captionHidden
              columns={[
                { key: 'device', header: t('sessions.device'), cell: ({ device }) => deviceWords(device) },
                {
                  key: 'agency',
                  header: t('person.agency'),
                  cell: ({ agencyName }) => <Foreign>{agencyName}</Foreign>,
                },
                { key: 'since', header: t('sessions.since'), cell: ({ createdAt }) => dateTime(createdAt) },
                { key: 'seen', header: t('sessions.seen'), cell: ({ lastSeenAt }) => dateTime(lastSeenAt) },
                {
                  key: 'end',
                  header: t('table.acts'),
                  cell: ({ id, current }) =>
                    current ? (
                      <Badge tone="good">{t('sessions.current')}</Badge>
                    ) : (
                      <Button small busy={revoke.busy} onClick={() => void revoke.run({ sessionId: id })}>
                        {t('sessions.end')}
                      </Button>
                    ),
                },
              ]}
              rows={sessions}
              rowKey={({ id }) => id}
            />
          )}
        </Loaded>
      </Stack>
    </Section>
  );
}
