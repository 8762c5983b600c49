import { useState } from 'react';
import { saveFile, useClient, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { ReleaseOpened } from '../schema.ts';

/** What can be done next with a release, by whoever looks at it. */
export function ReleaseActs({ release }: { release: ReleaseOpened }) {
  const t = useT();
  const client = useClient();
  const mayApprove = useMay('release.approve');
  const approve = useRun('releases.approve');
  const publish = useRun('releases.publish');
  const withdraw = useRun('releases.withdraw');
  const discard = useRun('releases.discard');
  const [asking, setAsking] = useState<'withdraw' | 'discard' | null>(null);
  const { id: releaseId, state, version, isOwn, told, report, kind, openedAt } = release;
  const options = { version };
  const isOut = state === 'published' || state === 'withdrawn';
  const isSeen = told !== null || report !== null;
  const hasContent = told !== null || (kind === 'records' && report !== null);
  const close = (): void => setAsking(null);
  return (
    <Stack gap="sm">
      {state === 'built' && isOwn && <Text>{t('releases.ownText')}</Text>}
      <ProblemMessage problem={approve.problem ?? publish.problem ?? withdraw.problem ?? discard.problem} />
      <Row>
        {state === 'built' && mayApprove && !isOwn && isSeen && (
          <Button tone="primary" busy={approve.busy} onClick={() => void approve.run({ releaseId }, options)}>
            {t('releases.approve')}
          </Button>
        )}
        {state === 'approved' && mayApprove && (
          <Button tone="primary" busy={publish.busy} onClick={() => void publish.run({ releaseId }, options)}>
            {t('releases.publish')}
          </Button>
        )}
        {(isOut || state === 'refused' || state === 'discarded') && (
          <ButtonLink to={`/releases/new?like=${releaseId}`}>
            {t(isOut ? 'releases.revise' : 'releases.buildLike')}
          </ButtonLink>
        )}
        {hasContent && (
          <Button icon="download" onClick={() => void saveFile(client, 'releases.download', { releaseId })}>
            {t('releases.download')}
          </Button>
        )}
        {state === 'built' && <Button onClick={() => setAsking('discard')}>{t('releases.discard')}</Button>}
        {state === 'published' && mayApprove && (
          <Button onClick={() => setAsking('withdraw')}>{t('releases.withdraw')}</Button>
        )}
      </Row>
      <ConfirmDialog
        open={asking === 'withdraw'}
        onClose={close}
        title={t('releases.withdraw')}
        confirmLabel={t('releases.withdraw')}
        reasonLabel={t('releases.reason')}
        danger
        busy={withdraw.busy}
        onConfirm={(reason) => void withdraw.run({ releaseId, reason }, options).then(close)}
      >
        {t('releases.withdrawText')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'discard'}
        onClose={close}
        title={t('releases.discard')}
        confirmLabel={t('releases.discard')}
        danger
        busy={discard.busy}
        onConfirm={() => void discard.run({ releaseId }, options).then(close)}
      >
        {t(openedAt === null ? 'releases.discardText' : 'releases.discardOpenedText')}
      </ConfirmDialog>
    </Stack>
  );
}
