import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Badge, KeyValues, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { RuleForm } from './RuleForm.tsx';
import { useLinkageWords } from './words.ts';

type Agreement = ActionTypes['linkage.agreements']['output']['agreements'][number];

const tones: Readonly<Record<Agreement['state'], BadgeTone>> = {
  proposed: 'attention',
  holds: 'good',
  withdrawn: 'neutral',
  over: 'neutral',
};

/** What agencies agreed on finding persons known to several of them, and how the own agency links. */
export function AgreementsPage() {
  const t = useT();
  const agreements = useAction('linkage.agreements', {});
  const mayAgree = useMay('linkage.agree');
  const mayReview = useMay('person.join');
  return (
    <Stack>
      <PageHeader
        title={t('page.linkageAgreements')}
        lead={t('linkage.agreementsLead')}
        trail={mayReview && <TextLink to="/linkage">{t('page.linkage')}</TextLink>}
      />
      <Loaded of={agreements}>
        {({ agreements: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('linkage.noAgreements')}>{t('linkage.noAgreementsText')}</EmptyState>
          ) : (
            <Stack>
              {all.map((agreement) => (
                <OneAgreement key={agreement.id} agreement={agreement} mayAgree={mayAgree} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {mayAgree && <ProposeForm />}
      <RuleForm mayChange={mayAgree} />
    </Stack>
  );
}

function OneAgreement({ agreement, mayAgree }: { agreement: Agreement; mayAgree: boolean }) {
  const t = useT();
  const { list, date, dateTime } = useFormats();
  const words = useLinkageWords();
  const states: Readonly<Record<Agreement['state'], string>> = {
    proposed: t('linkage.agreementProposed'),
    holds: t('linkage.agreementHolds'),
    withdrawn: t('linkage.agreementWithdrawn'),
    over: t('linkage.agreementOver'),
  };
  const { parties, state, fields, shownFields, reviewers, validUntil, purpose } = agreement;
  const stood = (party: Agreement['parties'][number]): string => {
    if (party.withdrawnAt !== null) return t('linkage.partyWithdrew', { when: dateTime(party.withdrawnAt) });
    return party.agreedAt === null
      ? t('linkage.partyAsked')
      : t('linkage.partyAgreed', { when: dateTime(party.agreedAt) });
  };
  return (
    <Section
      title={list(parties.map(({ agencyName }) => agencyName))}
      actions={<Badge tone={tones[state]}>{states[state]}</Badge>}
    >
      <Stack>
        <Text>
          <Foreign>{purpose}</Foreign>
        </Text>
        <KeyValues
          facts={[
            { label: t('linkage.compared'), value: list(fields.map(words.field)) },
            {
              label: t('linkage.shown'),
              value: shownFields.length === 0 ? t('linkage.shownNone') : list(shownFields.map(words.field)),
            },
            {
              label: t('linkage.reviewers'),
              value: t(reviewers === 2 ? 'linkage.reviewersTwo' : 'linkage.reviewersOne'),
            },
            { label: t('linkage.validUntil'), value: date(validUntil) },
            ...parties.map((party) => ({ label: party.agencyName, value: stood(party) })),
          ]}
        />
        {mayAgree && (state === 'proposed' || state === 'holds') && <Answers agreement={agreement} />}
      </Stack>
    </Section>
  );
}

function Answers({ agreement: { id, state, parties } }: { agreement: Agreement }) {
  const t = useT();
  const agree = useRun('linkage.agree', ['linkage']);
  const withdraw = useRun('linkage.withdraw', ['linkage']);
  const [sure, setSure] = useState(false);
  const waits = state === 'proposed' && parties.some(({ own, agreedAt }) => own && agreedAt === null);
  return (
    <Stack gap="sm">
      <ProblemMessage problem={agree.problem ?? withdraw.problem} />
      <Row>
        {waits && (
          <Button tone="primary" busy={agree.busy} onClick={() => void agree.run({ agreementId: id })}>
            {t('linkage.agree')}
          </Button>
        )}
        <Button tone="danger" busy={withdraw.busy} onClick={() => setSure(true)}>
          {t(waits ? 'linkage.refuse' : 'linkage.withdraw')}
        </Button>
      </Row>
      {sure && (
        <ConfirmDialog
          open
          title={t('linkage.withdraw')}
          confirmLabel={t('linkage.withdraw')}
          danger
          busy={withdraw.busy}
          onClose={() => setSure(false)}
          onConfirm={() => void withdraw.run({ agreementId: id }).then(() => setSure(false))}
        >
          {t('linkage.withdrawSure')}
        </ConfirmDialog>
      )}
    </Stack>
  );
}
