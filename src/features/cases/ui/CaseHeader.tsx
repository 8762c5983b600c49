import { ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { useFormats } from '../../../kit/i18n.ts';
import { PageHeader, Stack } from '../../../kit/layout.tsx';
import { LabelledBadges } from '../../../kit/LabelledBadges.tsx';
import { PresentPeople } from '../../../kit/PresentPeople.tsx';
import { Message } from '../../../kit/states.tsx';
import { TakeAlong } from '../../devices/ui/TakeAlong.tsx';
import { CaseActs } from './CaseActs.tsx';
import { CaseStatus, CrimeAnswer, RiskLevel } from './CaseBadges.tsx';
import { CaseClocks } from './CaseClocks.tsx';
import { useCase } from './casePart.tsx';
import { usePresence } from './usePresence.ts';

/** What a case is, how it stands, what runs out, and who else is on its page. */
export function CaseHeader() {
  const t = useT();
  const { list } = useFormats();
  const { overview } = useCase();
  const found = overview.case;
  const others = usePresence(found.id);
  const names = others.map(({ name, agencyName }) =>
    name !== null ? name : t('presence.from', { agency: agencyName ?? t('value.someone') }),
  );
  return (
    <Stack gap="sm">
      <PageHeader
        title={t('case.title', { number: found.number })}
        trail={<TextLink to="/cases">{t('page.cases')}</TextLink>}
        actions={
          <>
            <TakeAlong caseId={found.id} />
            <CaseActs found={found} />
            <ButtonLink to={`/cases/${found.id}/summary`} icon="print">
              {t('summary.open')}
            </ButtonLink>
          </>
        }
      />
      <LabelledBadges
        label={t('case.about')}
        items={[
          { label: t('cases.tip'), value: <CrimeAnswer answer={found.tip} /> },
          { label: t('cases.som'), value: <CrimeAnswer answer={found.som} /> },
          { label: t('code.field.status'), value: <CaseStatus status={found.status} /> },
          { label: t('code.field.risk'), value: <RiskLevel risk={found.risk} /> },
        ]}
      />
      <PresentPeople words={names.length === 0 ? null : t('presence.also', { names: list(names) })} />
      {found.erasedAt !== null && <Message tone="attention" title={t('case.erased')} />}
      <CaseClocks />
    </Stack>
  );
}
