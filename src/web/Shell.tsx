import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useAction, useClient } from '../client/hooks.tsx';
import { draftsKept } from '../client/drafts.ts';
import { finishWork, onOtherWindow, tellOtherWindows } from '../client/windows.ts';
import { useOffline, useOfflineState } from '../client/offline/provider.tsx';
import { useRoleName } from '../features/accounts/ui/roleName.ts';
import {
  endSession,
  useChooseMembership,
  useSessionState,
  useSignOut,
  type Session,
} from '../features/accounts/ui/session.tsx';
import { LocalLabels } from '../features/vocabulary/ui/LocalLabels.tsx';
import { DeviceCopyMark } from '../features/devices/ui/DeviceCopyMark.tsx';
import { useIdleMinutes } from '../features/devices/ui/idleChoice.ts';
import { OfflineChip, OfflineLine } from '../features/devices/ui/OfflineChip.tsx';
import { AppFrame } from '../kit/AppFrame.tsx';
import { Button } from '../kit/actions.tsx';
import { ChoiceMenu, type MenuGroup } from '../kit/ChoiceMenu.tsx';
import { chooseLanguage, isLanguage, languageCodes, languages, useLanguage, useT } from '../kit/i18n.ts';
import { useColorSchemeChoice, type ColorScheme } from '../kit/KitProvider.tsx';
import { Stack } from '../kit/layout.tsx';
import { lazyPart } from '../kit/lazyPart.tsx';
import { Loading, Message } from '../kit/states.tsx';
import { notify } from '../kit/notify.ts';
import { useAppUpdate } from './appUpdate.ts';
import { useIdle } from './idle.ts';
import { IdleWarning } from './IdleWarning.tsx';
import { leaveAtOnce, useThreeEscapes } from './leave.ts';
import { usePlacesOpen } from './navigation.ts';

// Not needed for the first form on a thin line.
const HeaderSearch = lazy(async () => ({
  default: (await import('../features/search/ui/HeaderSearch.tsx')).HeaderSearch,
}));
// Small, and without words of its own: it is there long before the rest of the words is.
const Keys = lazy(async () => ({ default: (await import('./Keys.tsx')).Keys }));
const SignOutQuestion = lazyPart(async () => (await import('./SignOutQuestion.tsx')).SignOutQuestion);
const LockScreen = lazyPart(async () => (await import('./LockScreen.tsx')).LockScreen, <Loading />);
// The server says that it had the copy erased, so there is a line to fetch this.
const CopyWiped = lazyPart(async () => (await import('../features/devices/ui/CopyWiped.tsx')).CopyWiped);
const TourOffer = lazyPart(async () => (await import('./Guide.tsx')).TourOffer);

/** Whether anything is left unsaved after all that can be saved was. */
async function wordsNotSaved(): Promise<boolean> {
  await finishWork();
  return draftsKept().length > 0;
}

const minuteMs = 60_000;
const warnAtMostMs = 60_000;
const toldAgainAfterMs = 5 * minuteMs;
/** Longer than the patience with a read: one that was too slow is not asked again and again on a thin line. */
const readAgainAfterMs = minuteMs / 2;

/** The frame around every page, with the menus of the person who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const { session, loading, ended } = useSessionState();
  const node = useAction('node.open', {}, { enabled: session === null && !loading });
  const leave = useLeave();
  const { wiped } = useOfflineState();
  const { idle, isLocked, wasOpen, unlock } = useScreenLock();
  useHiddenWindows(isLocked);
  useNotices();
  useReadAgain();
  const permissions = session?.standing === 'full' ? (session.membership?.permissions ?? []) : null;
  const navigation = usePlacesOpen(isLocked ? null : permissions);
  return (
    <AppFrame
      productName={t('shell.product')}
      navigation={navigation}
      banner={(session?.demo ?? node.data?.demo) ? t('shell.demoBanner') : null}
      search={
        session && !isLocked && permissions?.includes('case.read') ? (
          <Suspense fallback={null}>
            <HeaderSearch />
          </Suspense>
        ) : null
      }
      status={session && !isLocked ? <OfflineLine /> : null}
      menus={
        <>
          {session && !isLocked && <OfflineChip />}
          <SettingsMenu />
          {session && !isLocked && <AccountMenu session={session} />}
        </>
      }
      quickExit={
        <Button small tone="danger" icon="exit" onClick={leave}>
          {t('shell.quickExit')}
        </Button>
      }
    >
      {permissions !== null && !isLocked && (
        <>
          <LocalLabels />
          <Suspense fallback={null}>
            <Keys />
          </Suspense>
        </>
      )}
      {isLocked && session && <LockScreen session={session} ended={ended} onUnlock={unlock} />}
      {(wasOpen || !isLocked) && (
        <div hidden={isLocked}>
          <Stack>
            <UpdateMessage />
            {wiped && <CopyWiped />}
            <DeviceCopyMark />
            {permissions !== null && <TourOffer />}
            {children}
          </Stack>
        </div>
      )}
      <IdleWarning open={idle === 'warning'} />
    </AppFrame>
  );
}

/** Windows and lists stand beside the app in the page: a lock hides them with it. */
function useHiddenWindows(isLocked: boolean): void {
  useEffect(() => {
    if (!isLocked) return;
    const { dataset } = document.documentElement;
    dataset['locked'] = '';
    return () => {
      delete dataset['locked'];
    };
  }, [isLocked]);
}

/** Locks this screen when it is left alone, and the session with it; a session locked elsewhere locks it too. */
function useScreenLock() {
  const client = useClient();
  const offline = useOffline();
  const { session, retry } = useSessionState();
  const { chosen } = useIdleMinutes();
  const [wasOpen, setWasOpen] = useState(false);
  const lockAfterMs = chosen * minuteMs;
  const warnMs = Math.min(warnAtMostMs, lockAfterMs / 4);
  const isFull = session?.standing === 'full';
  const { state: idle, unlock } = useIdle({ lockAfterMs, warnMs, watch: session !== null });
  const isIdle = idle === 'locked';
  if (isFull && !wasOpen) setWasOpen(true);
  useEffect(() => {
    if (!isIdle) return;
    void client.call('session.lock', {}).catch(() => undefined);
    offline.close();
  }, [isIdle, client, offline]);
  return {
    idle,
    isLocked: isIdle || session?.standing === 'locked',
    wasOpen,
    unlock: () => {
      unlock();
      retry();
    },
  };
}

/** Leaves at once, in every window: the session ends on the server behind the empty page, and the key of the copy is forgotten. */
function useLeave(): () => void {
  const client = useClient();
  const offline = useOffline();
  const queries = useQueryClient();
  const leave = useCallback(
    () =>
      leaveAtOnce(() => {
        tellOtherWindows('left');
        void endSession(client).catch(() => undefined);
        offline.close();
        queries.clear();
      }),
    [client, offline, queries],
  );
  useThreeEscapes(leave);
  useEffect(
    () =>
      onOtherWindow((word) => {
        if (word === 'signed out') location.replace('/sign-in');
        else
          leaveAtOnce(() => {
            offline.close();
            queries.clear();
          });
      }),
    [offline, queries],
  );
  return leave;
}

/** Says what was kept for later and what was sent; never of whom. */
function useNotices(): void {
  const t = useT();
  const offline = useOffline();
  const queries = useQueryClient();
  const lastTold = useRef(0);
  useEffect(
    () =>
      offline.on({
        // An interview keeps itself after every few answers and says so where it is held.
        kept: ({ action }) => {
          const now = Date.now();
          const isLate = now - lastTold.current > toldAgainAfterMs;
          if (isLate && !action.startsWith('screenings.')) notify('info', t('offline.kept'));
          lastTold.current = now;
        },
        sent: () => {
          notify('good', t('offline.sent'));
          void queries.invalidateQueries();
        },
      }),
    [offline, queries, t],
  );
}

/** What the device answered, or nobody, while there was no line is asked again when there is one: not at every flicker. */
function useReadAgain(): void {
  const { line } = useOfflineState();
  const queries = useQueryClient();
  const wasDown = useRef(false);
  const lastAsked = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const isBack = wasDown.current && line === 'up';
    wasDown.current = line === 'down';
    if (!isBack || Date.now() - lastAsked.current < readAgainAfterMs) return;
    lastAsked.current = Date.now();
    void queries.invalidateQueries();
  }, [line, queries]);
}

function UpdateMessage() {
  const t = useT();
  const take = useAppUpdate();
  if (take === null) return null;
  return (
    <Message tone="info" live title={t('devices.updateReady')}>
      <p>{t('devices.updateText')}</p>
      <Button small onClick={take}>
        {t('devices.updateNow')}
      </Button>
    </Message>
  );
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
  const [asking, setAsking] = useState(false);
  const signOut = (): void => void leave().catch(() => notify('bad', t('shell.signOutFailed')));
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
    onChoose: () => void (async () => ((await wordsNotSaved()) ? setAsking(true) : signOut()))(),
  };
  const isComplete = session.standing === 'full';
  return (
    <>
      <ChoiceMenu
        label={t('shell.account', { name: session.user.name })}
        icon="person"
        title={session.user.name}
        {...(membership && {
          subtitle: `${membership.agencyName} · ${roleName(membership.roleCode, membership.roleName)}`,
        })}
        groups={[...(isComplete && memberships.length > 0 ? [hats] : []), ...(isComplete ? [account] : []), acts]}
      />
      {asking && <SignOutQuestion where={draftsKept()} onClose={() => setAsking(false)} onLeave={signOut} />}
    </>
  );
}
