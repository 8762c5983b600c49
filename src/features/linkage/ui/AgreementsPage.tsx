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

/** Those that hold or wait first; what is over stays to be read. */
const inForce = ({ state }: Agreement): number => (state === 'holds' || state === 'proposed' ? 0 : 1);

const soonDays = 60;
const oneDay = 86_400_000;

/** Whole days until the end of a day, as the date stands; 0 on the day itself. */
const daysUntil = (date: string): number =>
  Math.ceil((Date.parse(date) - Date.parse(new Date().toISOString().slice(0, 10))) / oneDay);

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
              {all
                .toSorted((one, other) => inForce(one) - inForce(other))
                .map((agreement) => (
                  <OneAgreement
                    key={agreement.id}
                    agreement={agreement}
                    place={all.length - all.indexOf(agreement)}
                    mayAgree={mayAgree}
                  />
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

type OneProps = { agreement: Agreement; place: number; mayAgree: boolean };

/** Numbered as they were proposed: the same agencies may have agreed more than once. */
function OneAgreement({ agreement, place, mayAgree }: OneProps) {
  const t = useT();
  const { list, date, dateTime, number } = useFormats();
  const words = useLinkageWords();
  const states: Readonly<Record<Agreement['state'], string>> = {
    proposed: t('linkage.agreementProposed'),
    holds: t('linkage.agreementHolds'),
    withdrawn: t('linkage.agreementWithdrawn'),
    over: t('linkage.agreementOver'),
  };
  const { parties, state, fields, shownFields, reviewers, validUntil, purpose } = agreement;
  const left = daysUntil(validUntil);
  const ends = state === 'holds' && left <= soonDays;
  const stood = (party: Agreement['parties'][number]): string => {
    if (party.withdrawnAt !== null) return t('linkage.partyWithdrew', { when: dateTime(party.withdrawnAt) });
    return party.agreedAt === null
      ? t('linkage.partyAsked')
      : t('linkage.partyAgreed', { when: dateTime(party.agreedAt) });
  };
  return (
    <Section
      title={`${number(place)} · ${list(parties.map(({ agencyName }) => agencyName))}`}
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
            {
              label: t('linkage.validUntil'),
              value: ends ? (
                <Row>
                  {date(validUntil)} <Badge tone="attention">{t('linkage.daysLeft', { count: left })}</Badge>
                </Row>
              ) : (
                date(validUntil)
              ),
            },
            ...parties.map((party) => ({ label: party.agencyName, value: stood(party) })),
          ]}
        />
        {(state === 'over' || state === 'withdrawn') && <Text quiet>{t('linkage.agreementEnded')}</Text>}
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
