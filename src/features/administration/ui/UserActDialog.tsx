import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { conflictOf } from '../../../client/conflict.ts';
import { Button } from '../../../kit/actions.tsx';
import { ConflictMessage } from '../../../kit/ConflictMessage.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { Membership, User } from '../schema.ts';
import { OneTimeLink } from './OneTimeLink.tsx';
import { RoleAndUnit, type RoleAndUnitValue } from './RoleAndUnit.tsx';

/** What an administrator does about a person. */
export type UserAct =
  | { kind: 'add-membership' }
  | { kind: 'end-membership'; membership: Membership }
  | { kind: 'link' }
  | { kind: 'clear-factor' }
  | { kind: 'end-sessions' }
  | { kind: 'suspend' }
  | { kind: 'restore' };

type ActProps = { user: User; onClose: () => void };

/** Asks before it is done, saying what it will do, and says why where it cannot be. */
export function UserActDialog({ act, user, onClose }: ActProps & { act: UserAct }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(act.kind === 'link' && user.status === 'invited' ? 'user.newInvitation' : titles[act.kind])}
    >
      {act.kind === 'add-membership' && <AddMembership user={user} onClose={onClose} />}
      {act.kind === 'end-membership' && <EndMembership membership={act.membership} user={user} onClose={onClose} />}
      {act.kind === 'link' && <NewLink user={user} onClose={onClose} />}
      {act.kind === 'clear-factor' && <ClearFactor user={user} onClose={onClose} />}
      {act.kind === 'end-sessions' && <EndSessions user={user} onClose={onClose} />}
      {act.kind === 'suspend' && <ChangeStatus status="suspended" user={user} onClose={onClose} />}
      {act.kind === 'restore' && <ChangeStatus status="active" user={user} onClose={onClose} />}
    </Dialog>
  );
}

const titles = {
  'add-membership': 'user.addMembership',
  'end-membership': 'user.endMembership',
  link: 'user.resetLink',
  'clear-factor': 'user.clearFactor',
  'end-sessions': 'user.endSessions',
  suspend: 'user.suspend',
  restore: 'user.restore',
} as const;

type SureProps = {
  text: string;
  label: string;
  danger?: boolean;
  busy: boolean;
  problem: Error | null;
  onSure: () => void;
  onClose: () => void;
};

function Sure({ text, label, danger = false, busy, problem, onSure, onClose }: SureProps) {
  const t = useT();
  return (
    <Stack>
      <Text>{text}</Text>
      <ProblemMessage problem={problem} />
      <Row>
        <Button tone={danger ? 'danger' : 'primary'} busy={busy} onClick={onSure}>
          {label}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Stack>
  );
}

function AddMembership({ user, onClose }: ActProps) {
  const t = useT();
  const add = useRun('memberships.add', ['users', 'roles']);
  const [place, setPlace] = useState<RoleAndUnitValue>({ roleId: null, unitId: null });

  async function submit(): Promise<void> {
    if (place.roleId === null) return;
    const added = await add.run({ userId: user.id, roleId: place.roleId, unitId: place.unitId });
    if (!added) return;
    notify('good', t('user.membershipAdded'));
    onClose();
  }

  return (
    <Form label={t('user.addMembership')} onSubmit={() => void submit()}>
      <RoleAndUnit value={place} onChange={setPlace} />
      <ProblemMessage problem={add.problem} />
      <Row>
        <Button tone="primary" submit busy={add.busy} disabled={place.roleId === null}>
          {t('user.addMembership')}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}

function EndMembership({ membership, onClose }: ActProps & { membership: Membership }) {
  const t = useT();
  const end = useRun('memberships.end', ['users', 'roles']);
  const run = async (): Promise<void> => {
    if (await end.run({ membershipId: membership.id }, { version: membership.version })) onClose();
  };
  return (
    <Sure
      text={t('user.endMembershipText')}
      label={t('user.endMembership')}
      danger
      busy={end.busy}
      problem={end.problem}
      onSure={() => void run()}
      onClose={onClose}
    />
  );
}

function NewLink({ user, onClose }: ActProps) {
  const t = useT();
  const make = useRun('users.link');
  const [link, setLink] = useState<{ token: string; expiresAt: string } | null>(null);
  if (link !== null) return <OneTimeLink token={link.token} expiresAt={link.expiresAt} />;
  return (
    <Sure
      text={user.status === 'invited' ? t('user.newInvitationText') : t('user.resetLinkText')}
      label={t('user.makeLink')}
      busy={make.busy}
      problem={make.problem}
      onSure={() => void make.run({ userId: user.id }).then((made) => made && setLink(made))}
      onClose={onClose}
    />
  );
}

function ClearFactor({ user, onClose }: ActProps) {
  const t = useT();
  const clear = useRun('users.clear-second-factor');
  const run = async (): Promise<void> => {
    if (!(await clear.run({ userId: user.id }))) return;
    notify('good', t('user.factorCleared'));
    onClose();
  };
  return (
    <Sure
      text={t('user.clearFactorText')}
      label={t('user.clearFactor')}
      danger
      busy={clear.busy}
      problem={clear.problem}
      onSure={() => void run()}
      onClose={onClose}
    />
  );
}

function EndSessions({ user, onClose }: ActProps) {
  const t = useT();
  const revoke = useRun('users.sessions.revoke');
  const run = async (): Promise<void> => {
    const done = await revoke.run({ userId: user.id });
    if (!done) return;
    notify('good', t('user.sessionsEnded', { count: done.revoked }));
    onClose();
  };
  return (
    <Sure
      text={t('user.endSessionsText')}
      label={t('user.endSessions')}
      busy={revoke.busy}
      problem={revoke.problem}
      onSure={() => void run()}
      onClose={onClose}
    />
  );
}

function ChangeStatus({ user, status, onClose }: ActProps & { status: 'active' | 'suspended' }) {
  const t = useT();
  const change = useRun('users.change');
  const conflict = conflictOf(change.problem);
  const run = async (version: number): Promise<void> => {
    if (await change.run({ userId: user.id, status }, { version })) onClose();
  };
  if (conflict !== null) {
    return (
      <ConflictMessage
        conflict={conflict}
        labels={{ status: t('users.status') }}
        write={(_field, value) => t(`code.userStatus.${String(value)}`)}
        onTheirs={onClose}
        onMine={(version) => void run(version)}
      />
    );
  }
  const suspends = status === 'suspended';
  return (
    <Sure
      text={suspends ? t('user.suspendText') : t('user.restoreText')}
      label={suspends ? t('user.suspend') : t('user.restore')}
      danger={suspends}
      busy={change.busy}
      problem={change.problem}
      onSure={() => void run(user.version)}
      onClose={onClose}
    />
  );
}
