import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { PasswordField } from '../../../kit/fields.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { chooseLanguage, isLanguage, languageCodes, languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { FactorSection } from './FactorSection.tsx';
import { isAccepted, NewPassword, noPassword } from './NewPassword.tsx';
import { useRoleName } from './roleName.ts';
import { useSession, type Session } from './session.tsx';
import { DeviceSection } from '../../devices/ui/DeviceSection.tsx';
import { SessionSection } from './SessionSection.tsx';

/** One's own account: who one is here, how one signs in, and where one is signed in. */
export function AccountPage() {
  const t = useT();
  const session = useSession();
  if (session === null) return null;
  return (
    <>
      <PageHeader title={t('account.title')} lead={t('account.lead')} />
      <Stack>
        <Columns wide>
          <Identity session={session} />
          {session.hasPassword && <PasswordSection email={session.user.email} />}
        </Columns>
        <FactorSection factors={session.secondFactor} />
        <SessionSection />
        <DeviceSection />
      </Stack>
    </>
  );
}

function Identity({ session }: { session: Session }) {
  const t = useT();
  const roleName = useRoleName();
  const shown = useLanguage();
  const change = useRun('account.change', ['session']);

  async function choose(language: string | null): Promise<void> {
    if (language === null || !isLanguage(language)) return;
    await chooseLanguage(language);
    await change.run({ language }, { version: session.user.version });
  }

  return (
    <Section title={t('account.about')}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('person.name'), value: <Foreign>{session.user.name}</Foreign> },
            { label: t('person.email'), value: <Foreign>{session.user.email}</Foreign>, wide: true },
            ...session.memberships.map((hat) => ({
              label: roleName(hat.roleCode, hat.roleName),
              value: (
                <Foreign>{hat.unitName === null ? hat.agencyName : `${hat.agencyName} · ${hat.unitName}`}</Foreign>
              ),
            })),
          ]}
        />
        <SelectField
          label={t('account.language')}
          options={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
          value={shown}
          onChange={(language) => void choose(language)}
        />
        <ProblemMessage problem={change.problem} />
      </Stack>
    </Section>
  );
}

function PasswordSection({ email }: { email: string }) {
  const t = useT();
  const change = useRun('account.password', ['account']);
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(noPassword);

  async function submit(): Promise<void> {
    const done = await change.run({ current, password: chosen.password });
    setCurrent('');
    if (!done) return;
    setChosen(noPassword);
    notify('good', t('account.passwordChanged'));
  }

  return (
    <Section title={t('account.password')}>
      <Form label={t('account.password')} onSubmit={() => void submit()}>
        <ProblemMessage problem={change.problem} />
        <PasswordField label={t('password.current')} required value={current} onChange={setCurrent} />
        <NewPassword value={chosen} onChange={setChosen} email={email} />
        <Row>
          <Button tone="primary" submit busy={change.busy} disabled={current === '' || !isAccepted(chosen, email)}>
            {t('account.passwordSubmit')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
