import { useEffect, useState } from 'react';
import { useClient } from '../client/hooks.tsx';
import { passkeysPossible, signInWithPasskey, wasCalledOff } from '../features/accounts/ui/passkeys.ts';
import { Button } from '../kit/actions.tsx';
import { useT } from '../kit/i18n.ts';
import { Stack, Text } from '../kit/layout.tsx';
import { ProblemMessage } from '../kit/problems.tsx';

/** Ways back into a page whose sign-in ended, beside the password, that keep what was begun on it. */
export function LockWays({ onUnlock }: { onUnlock: () => void }) {
  const t = useT();
  const client = useClient();
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) onUnlock();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [onUnlock]);

  async function byPasskey(): Promise<void> {
    setProblem(null);
    try {
      await signInWithPasskey(client);
      onUnlock();
    } catch (failure) {
      if (!wasCalledOff(failure)) setProblem(failure);
    }
  }

  return (
    <Stack gap="sm">
      <ProblemMessage problem={problem} />
      {passkeysPossible() && (
        <Button icon="key" wide onClick={() => void byPasskey()}>
          {t('signIn.passkey')}
        </Button>
      )}
      <Button icon="exit" wide onClick={() => void window.open('/sign-in', '_blank', 'noopener')}>
        {t('lock.newWindow')}
      </Button>
      <Text quiet>{t('lock.newWindowText')}</Text>
    </Stack>
  );
}
