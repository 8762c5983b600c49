import { useState } from 'react';
import { PasswordField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { MINIMUM_PASSWORD, passwordFault } from '../rules.ts';

export type ChosenPassword = { password: string; repeated: string };
export const noPassword: ChosenPassword = { password: '', repeated: '' };

/** Whether a new password may be sent: it keeps the rules and was typed the same twice. */
export const isAccepted = ({ password, repeated }: ChosenPassword, email: string): boolean =>
  password === repeated && passwordFault(password, email) === null;

type NewPasswordProps = { value: ChosenPassword; onChange: (value: ChosenPassword) => void; email: string };

/** A new password, typed twice, with the rules beside it. */
export function NewPassword({ value, onChange, email }: NewPasswordProps) {
  const t = useT();
  const [left, setLeft] = useState({ password: false, repeated: false });
  const { password, repeated } = value;
  const differs = repeated !== '' && repeated !== password;
  return (
    <Stack>
      <PasswordField
        label={t('password.new')}
        help={t('password.rules', { count: MINIMUM_PASSWORD })}
        error={left.password ? faultText() : undefined}
        required
        fresh
        value={password}
        onChange={(next) => onChange({ ...value, password: next })}
        onLeave={() => setLeft({ ...left, password: password !== '' })}
      />
      <PasswordField
        label={t('password.again')}
        error={left.repeated && differs ? t('password.differs') : undefined}
        required
        fresh
        value={repeated}
        onChange={(next) => onChange({ ...value, repeated: next })}
        onLeave={() => setLeft({ ...left, repeated: repeated !== '' })}
      />
    </Stack>
  );

  function faultText(): string | undefined {
    if (passwordFault(password, email) === null) return undefined;
    return Array.from(password).length < MINIMUM_PASSWORD
      ? t('password.short', { count: MINIMUM_PASSWORD })
      : t('password.guessable');
  }
}
