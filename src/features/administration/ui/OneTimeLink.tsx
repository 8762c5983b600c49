import { useFormats, useT } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';

type OneTimeLinkProps = { token: string; expiresAt: string };

/** A link that is shown this once, to be handed over by the administrator. */
export function OneTimeLink({ token, expiresAt }: OneTimeLinkProps) {
  const t = useT();
  const { dateTime } = useFormats();
  return (
    <Stack>
      <Message tone="attention" live title={t('link.once')}>
        {t('link.onceText', { when: dateTime(expiresAt) })}
      </Message>
      <CopyField label={t('link.link')} value={`${location.origin}/invitation#${token}`} />
    </Stack>
  );
}
