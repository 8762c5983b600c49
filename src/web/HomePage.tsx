import { useRoleName } from '../features/accounts/ui/roleName.ts';
import { useChooseMembership, useSession } from '../features/accounts/ui/session.tsx';
import { TodayPanel } from '../features/cases/ui/TodayPanel.tsx';
import { Button } from '../kit/actions.tsx';
import { LinkCards } from '../kit/choiceCards.tsx';
import { useT } from '../kit/i18n.ts';
import { PageHeader, Row, Section } from '../kit/layout.tsx';
import { notify } from '../kit/notify.ts';
import { EmptyState } from '../kit/states.tsx';
import { mayOpen, pages } from './pages.ts';

/** Where a person starts: what the day asks of them, and the places their membership lets them go. */
export function HomePage() {
  const t = useT();
  const roleName = useRoleName();
  const session = useSession();
  const choose = useChooseMembership();
  if (session === null) return null;
  const { membership } = session;
  if (membership === null) {
    return (
      <EmptyState wholePage icon="person" title={t('home.noMembership')}>
        {t('home.noMembershipText')}
      </EmptyState>
    );
  }
  const others = session.memberships.filter(({ id }) => id !== membership.id);
  const cards = pages.flatMap(({ navigation, ...page }) =>
    navigation && page.path !== '/' && mayOpen(page, membership.permissions)
      ? [{ to: page.path, icon: navigation.icon, label: t(navigation.labelKey), text: t(navigation.textKey) }]
      : [],
  );
  return (
    <>
      <PageHeader
        title={t('home.title')}
        lead={t('home.lead', {
          agency: membership.agencyName,
          role: roleName(membership.roleCode, membership.roleName),
        })}
      />
      <TodayPanel />
      <Section title={t('home.places')} plain>
        <LinkCards label={t('home.places')} cards={cards} />
      </Section>
      {others.length > 0 && (
        <Section title={t('home.otherRoles')} lead={t('home.otherRolesText')}>
          <Row>
            {others.map((hat) => (
              <Button
                key={hat.id}
                tone="secondary"
                onClick={() => void choose(hat.id).catch(() => notify('bad', t('shell.membershipFailed')))}
              >
                {t('home.actAs', { role: roleName(hat.roleCode, hat.roleName), agency: hat.agencyName })}
              </Button>
            ))}
          </Row>
        </Section>
      )}
    </>
  );
}
