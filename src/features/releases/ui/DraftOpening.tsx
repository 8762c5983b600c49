import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import type { ReleaseOpened } from '../schema.ts';

/** A draft that the reader does not see yet. */
export const isUnopened = ({ state, told, report }: ReleaseOpened): boolean =>
  state === 'built' && told === null && report === null;

/** What opening a draft means, before it is opened. */
export function DraftOpening({ release: { id: releaseId, version, method } }: { release: ReleaseOpened }) {
  const t = useT();
  const open = useRun('releases.open-draft');
  return (
    <Message tone="attention" title={t('releases.unopened')}>
      <Stack gap="sm">
        <Text>{t(method === 'dp-synthetic' ? 'releases.unopenedNoise' : 'releases.unopenedText')}</Text>
        <ProblemMessage problem={open.problem} />
        <Row>
          <Button busy={open.busy} onClick={() => void open.run({ releaseId }, { version })}>
            {t('releases.openDraft')}
          </Button>
        </Row>
      </Stack>
    </Message>
  );
}
