import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Foreign } from '../../../kit/layout.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { ErrorState, Loading } from '../../../kit/states.tsx';
import { takeLinkToken } from './arrival.ts';
import { isAccepted, NewPassword, noPassword } from './NewPassword.tsx';
import { Onward, useRenewSession, useSession, type Standing } from './session.tsx';

const kept = 'palermo.link';

/** Takes up an invitation, or a new password after the old one was lost. */
export function InvitationPage() {
  const t = useT();
  const [token] = useState(() => takeLinkToken(kept));
  const session = useSession();
  const [standing, setStanding] = useState<Standing | null>(null);
  const link = useAction('invitations.open', { token: token ?? '' }, { enabled: token !== null && standing === null });
  if (standing !== null && session !== null) return <Onward standing={session.standing} />;
  if (token === null || (link.isError && ['not-found', 'invalid-input'].includes(problemCode(link.error)))) {
    return <LinkUsed />;
  }
  if (link.data === undefined) {
    return (
      <Gate title={t('invitation.title')}>
        {link.isError ? <ProblemMessage problem={link.error} onRetry={() => void link.refetch()} /> : <Loading />}
      </Gate>
    );
  }
  const isReset = link.data.kind === 'reset';
  return (
    <Gate
      title={isReset ? t('invitation.reset') : t('invitation.title')}
      lead={isReset ? t('invitation.resetLead') : t('invitation.lead')}
    >
      <Acceptance token={token} link={link.data} onAccepted={setStanding} />
    </Gate>
  );
}

function LinkUsed() {
  const t = useT();
  return (
    <Gate title={t('invitation.title')}>
      <ErrorState
        title={t('invitation.used')}
        remedy={t('invitation.usedRemedy')}
        action={<ButtonLink to="/sign-in">{t('session.signIn')}</ButtonLink>}
      />
    </Gate>
  );
}

type AcceptanceProps = {
  token: string;
  link: { name: string | null; email: string | null; agencyName: string | null };
  onAccepted: (standing: Standing) => void;
};

function Acceptance({ token, link, onAccepted }: AcceptanceProps) {
  const t = useT();
  const renew = useRenewSession();
  const accept = useRun('invitations.accept', []);
  const [chosen, setChosen] = useState(noPassword);
  const email = link.email ?? '';

  async function submit(): Promise<void> {
    const accepted = await accept.run({ token, password: chosen.password });
    if (!accepted) return;
    sessionStorage.removeItem(kept);
    onAccepted(accepted.standing);
    await renew();
  }

  return (
    <Form label={t('invitation.title')} onSubmit={() => void submit()}>
      <KeyValues
        facts={[
          { label: t('person.name'), value: <Foreign>{link.name}</Foreign> },
          { label: t('person.email'), value: <Foreign>{email}</Foreign> },
          ...(link.agencyName === null
            ? []
            : [{ label: t('person.agency'), value: <Foreign>{link.agencyName}</Foreign> }]),
        ]}
      />
      <ProblemMessage problem={accept.problem} />
      <NewPassword value={chosen} onChange={setChosen} email={email} />
      <Button tone="primary" submit wide busy={accept.busy} disabled={!isAccepted(chosen, email)}>
        {t('invitation.submit')}
      </Button>
    </Form>
  );
}
