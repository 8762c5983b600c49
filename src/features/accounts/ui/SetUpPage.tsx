import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useLanguage, useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { ProblemMessage, problemCode } from '../../../kit/problems.tsx';
import { ErrorState, Loading } from '../../../kit/states.tsx';
import { Wizard } from '../../../kit/tools.tsx';
import { mainRoleOf } from '../../../words/agencies.ts';
import { takeLinkToken } from './arrival.ts';
import { DemoArrival } from './DemoArrival.tsx';
import { useRenewSession, useSession, Onward } from './session.tsx';
import {
  AdministratorStep,
  AgencyStep,
  emptyDraft,
  isComplete,
  LanguageStep,
  StartStep,
  type SetUpDraft,
  type SetUpStep,
} from './setUpSteps.tsx';

const kept = 'palermo.set-up';
const order: readonly SetUpStep[] = ['language', 'agency', 'administrator', 'start'];

/** The first page of a new installation, reached by the one-time link it printed. */
export function SetUpPage() {
  const t = useT();
  const [token] = useState(() => takeLinkToken(kept));
  const [done, setDone] = useState<'empty' | 'demo' | null>(null);
  const session = useSession();
  const link = useAction('invitations.open', { token: token ?? '' }, { enabled: token !== null && done === null });

  if (done === 'demo') return <DemoArrival />;
  if (done === 'empty' && session !== null) return <Onward standing={session.standing} />;
  const isVoid = token === null || (link.isError && ['not-found', 'invalid-input'].includes(problemCode(link.error)));
  if (isVoid || (link.data && link.data.kind !== 'set-up')) return <NoLink />;
  return (
    <Gate wide title={t('setUp.title')} lead={t('setUp.lead')}>
      {link.isPending && <Loading />}
      <ProblemMessage problem={link.error} onRetry={() => void link.refetch()} />
      {link.data && <SetUp token={token} onDone={setDone} />}
    </Gate>
  );
}

function NoLink() {
  const t = useT();
  return (
    <Gate title={t('setUp.title')}>
      <ErrorState
        title={t('setUp.noLink')}
        remedy={t('setUp.noLinkRemedy')}
        action={<ButtonLink to="/sign-in">{t('session.signIn')}</ButtonLink>}
      />
    </Gate>
  );
}

function SetUp({ token, onDone }: { token: string; onDone: (start: 'empty' | 'demo') => void }) {
  const t = useT();
  const language = useLanguage();
  const renew = useRenewSession();
  const setUp = useRun('node.set-up', []);
  const [draft, setDraft] = useState<SetUpDraft>(emptyDraft);
  const [step, setStep] = useState<SetUpStep>('language');
  const position = order.indexOf(step);
  const change = (part: Partial<SetUpDraft>): void => setDraft({ ...draft, ...part });

  async function submit(): Promise<void> {
    const { agencyCode: code, agencyName: name, kind, country } = draft;
    if (kind === null || country === null) return;
    const finished = await setUp.run({
      token,
      agency: { code, name: name.trim(), kind, country },
      administrator: { email: draft.email.trim(), name: draft.name.trim(), password: draft.password.password },
      language,
      start: draft.start,
      alsoCaseWorker: draft.alsoCaseWorker && mainRoleOf(kind) !== null,
    });
    if (!finished) return;
    sessionStorage.removeItem(kept);
    onDone(draft.start);
    await renew();
  }

  const next = order[position + 1];
  return (
    <Wizard
      label={t('setUp.steps')}
      steps={[
        { key: 'language', label: t('setUp.language') },
        { key: 'agency', label: t('setUp.agency') },
        { key: 'administrator', label: t('setUp.administrator') },
        { key: 'start', label: t('setUp.start') },
      ]}
      current={step}
      onBackTo={(key) => setStep(order.find((known) => known === key) ?? step)}
    >
      <Form label={t('setUp.title')} onSubmit={() => (next ? setStep(next) : void submit())}>
        {step === 'language' && <LanguageStep />}
        {step === 'agency' && <AgencyStep draft={draft} onChange={change} />}
        {step === 'administrator' && <AdministratorStep draft={draft} onChange={change} />}
        {step === 'start' && <StartStep draft={draft} onChange={change} />}
        <ProblemMessage problem={setUp.problem} />
        <Row>
          <Button tone="primary" submit busy={setUp.busy} disabled={!isComplete(step, draft)}>
            {next ? t('setUp.next') : t('setUp.submit')}
          </Button>
          {position > 0 && <Button onClick={() => setStep(order[position - 1] ?? step)}>{t('setUp.back')}</Button>}
        </Row>
      </Form>
    </Wizard>
  );
}
