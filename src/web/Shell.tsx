import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction, useClient } from '../client/hooks.tsx';
import type { Client } from '../client/index.ts';
import { useRoleName } from '../features/accounts/ui/roleName.ts';
import {
  endSession,
  useChooseMembership,
  useSessionState,
  useSignOut,
  type Session,
} from '../features/accounts/ui/session.tsx';
import { AppFrame } from '../kit/AppFrame.tsx';
import { Button } from '../kit/actions.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { ChoiceMenu, type MenuGroup } from '../kit/ChoiceMenu.tsx';
import { chooseLanguage, isLanguage, languageCodes, languages, useLanguage, useT } from '../kit/i18n.ts';
import { useColorSchemeChoice, type ColorScheme } from '../kit/KitProvider.tsx';
import { Row, Stack, Text } from '../kit/layout.tsx';
import { EmptyState } from '../kit/states.tsx';
import { notify } from '../kit/notify.ts';
import { useIdle } from './idle.ts';
import { mayOpen, pages } from './pages.ts';

const lockAfterMs = 15 * 60_000;
const warnMs = 60_000;

/** The frame around every page, with the menus of the person who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const client = useClient();
  const { session, loading } = useSessionState();
  const node = useAction('node.open', {}, { enabled: session === null && !loading });
  const idle = useIdle({ lockAfterMs, warnMs, watch: session !== null });
  const permissions = session?.standing === 'full' ? (session.membership?.permissions ?? []) : null;
  const navigation = pages.flatMap((page) =>
    page.navigation && permissions !== null && idle !== 'locked' && mayOpen(page, permissions)
      ? [{ to: page.path, label: t(page.navigation.labelKey), icon: page.navigation.icon }]
      : [],
  );
  return (
    <AppFrame
      productName={t('shell.product')}
      navigation={navigation}
      banner={(session?.demo ?? node.data?.demo) ? t('shell.demoBanner') : null}
      menus={
        <>
          <SettingsMenu />
          {session && idle !== 'locked' && <AccountMenu session={session} />}
        </>
      }
      quickExit={
        <Button small tone="danger" icon="exit" onClick={() => leaveAtOnce(client)}>
          {t('shell.quickExit')}
        </Button>
      }
    >
      {idle === 'locked' ? <Locked /> : children}
      <IdleWarning open={idle === 'warning'} />
    </AppFrame>
  );
}

/** Leaves nothing of the app on the screen; the session ends on the server behind the empty page. */
function leaveAtOnce(client: Client): void {
  sessionStorage.clear();
  void endSession(client).catch(() => undefined);
  location.replace('about:blank');
}

function SettingsMenu() {
  const t = useT();
  const language = useLanguage();
  const [scheme, chooseScheme] = useColorSchemeChoice();
  const schemes: readonly [ColorScheme, string][] = [
    ['auto', t('shell.schemeAuto')],
    ['light', t('shell.schemeLight')],
    ['dark', t('shell.schemeDark')],
  ];
  const groups: MenuGroup[] = [
    {
      key: 'language',
      label: t('shell.language'),
      value: language,
      choices: languageCodes.map((code) => ({ value: code, label: languages[code].name, language: code })),
      onChoose: (code) => isLanguage(code) && void chooseLanguage(code),
    },
    {
      key: 'scheme',
      label: t('shell.scheme'),
      value: scheme,
      choices: schemes.map(([value, label]) => ({ value, label })),
      onChoose: (value) => schemes.forEach(([known]) => known === value && chooseScheme(known)),
    },
  ];
  return <ChoiceMenu label={t('shell.settings')} icon="world" groups={groups} />;
}

function AccountMenu({ session }: { session: Session }) {
  const t = useT();
  const roleName = useRoleName();
  const chooseMembership = useChooseMembership();
  const leave = useSignOut();
  const [, navigate] = useLocation();
  const { membership, memberships } = session;
  const hats: MenuGroup = {
    key: 'membership',
    label: t('shell.actingAs'),
    value: membership?.id ?? '',
    choices: memberships.map((hat) => ({
      value: hat.id,
      label: roleName(hat.roleCode, hat.roleName),
      description: hat.unitName === null ? hat.agencyName : `${hat.agencyName} · ${hat.unitName}`,
    })),
    onChoose: (id) => void chooseMembership(id).catch(() => notify('bad', t('shell.membershipFailed'))),
  };
  const account: MenuGroup = {
    key: 'account',
    choices: [{ value: 'account', label: t('page.account') }],
    onChoose: () => navigate('/account'),
  };
  const acts: MenuGroup = {
    key: 'acts',
    choices: [{ value: 'sign-out', label: t('shell.signOut') }],
    onChoose: () => void leave().catch(() => notify('bad', t('shell.signOutFailed'))),
  };
  const isComplete = session.standing === 'full';
  return (
    <ChoiceMenu
      label={t('shell.account', { name: session.user.name })}
      icon="person"
      title={session.user.name}
      {...(membership && {
        subtitle: `${membership.agencyName} · ${roleName(membership.roleCode, membership.roleName)}`,
      })}
      groups={[...(isComplete && memberships.length > 0 ? [hats] : []), ...(isComplete ? [account] : []), acts]}
    />
  );
}

/** Warns before an untouched screen locks; any touch of keyboard or mouse counts as being there. */
function IdleWarning({ open }: { open: boolean }) {
  const t = useT();
  return (
    <Dialog open={open} onClose={() => undefined} title={t('idle.title')}>
      <Stack>
        <Text>{t('idle.text')}</Text>
        <Row>
          <Button tone="primary" onClick={() => undefined}>
            {t('idle.stay')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

/** Stands in place of the page once the screen is locked, while the session ends. */
function Locked() {
  const t = useT();
  const client = useClient();
  const leave = useSignOut();
  useEffect(() => {
    void endSession(client).catch(() => undefined);
  }, [client]);
  return (
    <EmptyState
      wholePage
      icon="withheld"
      title={t('idle.locked')}
      action={
        <Button tone="primary" onClick={() => void leave().catch(() => location.replace('/'))}>
          {t('idle.signInAgain')}
        </Button>
      }
    >
      {t('idle.lockedText')}
    </EmptyState>
  );
}
