import { useEffect, useRef, useState } from 'react';
import { useClient } from '../../../client/hooks.tsx';
import { ButtonLink } from '../../../kit/actions.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { ErrorState, Loading } from '../../../kit/states.tsx';
import { Onward, useRenewSession, useSession } from './session.tsx';
import { finishSingleSignOn } from './singleSignOn.ts';

/** Where the identity provider sends people back to. */
export function SingleSignOnPage() {
  const t = useT();
  const client = useClient();
  const renew = useRenewSession();
  const session = useSession();
  const [problem, setProblem] = useState<unknown>(null);
  const [lost, setLost] = useState(false);
  // An answer of the provider can be used once, so a second run of the effect must not use it again.
  const started = useRef(false);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    finishSingleSignOn(client)
      .then((done) => (done ? renew() : setLost(true)))
      .catch(setProblem);
  }, [client, renew]);

  if (session !== null) return <Onward standing={session.standing} />;
  const back = <ButtonLink to="/sign-in">{t('session.signIn')}</ButtonLink>;
  return (
    <Gate title={t('signIn.title')}>
      {problem === null && !lost && <Loading />}
      {lost && <ErrorState title={t('signIn.oidcLost')} remedy={t('signIn.oidcLostRemedy')} action={back} />}
      <ProblemMessage problem={problem} action={back} />
    </Gate>
  );
}
