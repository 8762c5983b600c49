import { Button } from '../kit/actions.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Row, Stack, Text } from '../kit/layout.tsx';

/** Warns before an untouched screen locks; any touch of keyboard or mouse counts as being there. */
export function IdleWarning({ open }: { open: boolean }) {
  const t = useT();
  return (
    <Dialog open={open} onClose={() => undefined} title={t('idle.title')}>
      <Stack>
        <Text>{t('idle.text')}</Text>
        <Row>
          <Button tone="primary" onClick={() => undefined}>
            {t('idle.stay')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
