import { useRoleName } from '../features/accounts/ui/roleName.ts';
import { useChooseMembership, useSession } from '../features/accounts/ui/session.tsx';
import { TodayPanel } from '../features/cases/ui/TodayPanel.tsx';
import { WithdrawnNotice } from '../features/releases/ui/WithdrawnNotice.tsx';
import { Button } from '../kit/actions.tsx';
import { LinkCards } from '../kit/choiceCards.tsx';
import { useT } from '../kit/i18n.ts';
import { PageHeader, Row, Section, Stack, Text } from '../kit/layout.tsx';
import { notify } from '../kit/notify.ts';
import { EmptyState } from '../kit/states.tsx';
import { usePlacesOpen } from './navigation.ts';

/** Where a person starts: what the day asks of them, and the places their membership lets them go. */
export function HomePage() {
  const t = useT();
  const roleName = useRoleName();
  const session = useSession();
  const choose = useChooseMembership();
  const places = usePlacesOpen(session?.membership?.permissions ?? null).filter(({ to }) => to !== '/');
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
  return (
    <>
      <PageHeader
        title={t('home.title')}
        lead={t('home.lead', {
          agency: membership.agencyName,
          role: roleName(membership.roleCode, membership.roleName),
        })}
      />
      <WithdrawnNotice />
      <TodayPanel />
      <Section title={t('home.places')} plain>
        <Stack>
          {[...Map.groupBy(places, ({ group }) => group)].map(([group, cards]) => (
            <Stack key={group} gap="sm">
              {group !== '' && <Text quiet>{group}</Text>}
              <LinkCards label={group === '' ? t('home.places') : group} cards={cards} />
            </Stack>
          ))}
        </Stack>
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
