import { useState } from 'react';
import { Redirect } from 'wouter';
import { Button } from '../../../kit/actions.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack } from '../../../kit/layout.tsx';
import { Loading } from '../../../kit/states.tsx';
import { PasskeySetup, RecoveryCodes, TotpSetup } from './factors.tsx';
import { passkeysPossible } from './passkeys.ts';
import { Onward, useRenewSession, useSessionState, useSignOut } from './session.tsx';

type Kind = 'totp' | 'passkey';

/** The first second factor of somebody whose role needs one. */
export function EnrolmentPage() {
  const { session, loading } = useSessionState();
  if (loading) return <Loading />;
  if (session === null) return <Redirect to="/sign-in" replace />;
  if (session.standing !== 'enrolment-needed') return <Onward standing={session.standing} />;
  return <Enrolment />;
}

function Enrolment() {
  const t = useT();
  const renew = useRenewSession();
  const leave = useSignOut();
  const [kind, setKind] = useState<Kind>('totp');
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  if (codes !== null) {
    return (
      <Gate key="codes" wide title={t('factor.recovery')}>
        <RecoveryCodes codes={codes} onKept={() => void renew()} />
      </Gate>
    );
  }
  return (
    <Gate key="factor" wide title={t('factor.enrol')} lead={t('factor.enrolLead')}>
      <Stack gap="lg">
        {passkeysPossible() && (
          <ChoiceCards
            label={t('factor.which')}
            value={kind}
            onChange={(chosen) => setKind(chosen === 'passkey' ? 'passkey' : 'totp')}
            choices={[
              { value: 'totp', label: t('factor.totp'), text: t('factor.totpText') },
              { value: 'passkey', label: t('factor.passkey'), text: t('factor.passkeyText') },
            ]}
          />
        )}
        {kind === 'totp' ? <TotpSetup onDone={setCodes} /> : <PasskeySetup onDone={setCodes} />}
        <Row>
          <Button tone="quiet" small onClick={() => void leave()}>
            {t('secondFactor.cancel')}
          </Button>
        </Row>
      </Stack>
    </Gate>
  );
}
