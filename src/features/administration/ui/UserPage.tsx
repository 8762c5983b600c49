import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { isLanguage, languages, useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { useRoleName } from '../../accounts/ui/roleName.ts';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import type { Membership, User } from '../schema.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { UserActDialog, type UserAct } from './UserActDialog.tsx';

type UserPageProps = { params: Readonly<Record<string, string | undefined>> };

/** One person: their roles, and what an administrator does about their account. */
export function UserPage({ params }: UserPageProps) {
  const user = useAction('users.open', { userId: params['userId'] ?? '' });
  return (
    <Loaded of={user} wholePage>
      {(found) => <OneUser user={found} />}
    </Loaded>
  );
}

function OneUser({ user }: { user: User }) {
  const t = useT();
  const { dateTime } = useFormats();
  const isSelf = useSession()?.user.id === user.id;
  const mayManage = useMay('user.manage') && !isSelf;
  const [act, setAct] = useState<UserAct | null>(null);
  return (
    <>
      <PageHeader
        title={user.name}
        trail={<TextLink to="/users">{t('page.users')}</TextLink>}
        lead={<StatusBadge status={user.status} />}
      />
      <Stack>
        {isSelf && (
          <Message tone="info" title={t('user.self')}>
            <TextLink to="/account">{t('page.account')}</TextLink>
          </Message>
        )}
        <Section title={t('user.about')}>
          <KeyValues
            facts={[
              { label: t('person.email'), value: <Foreign>{user.email}</Foreign> },
              {
                label: t('account.language'),
                value: isLanguage(user.language) ? languages[user.language].name : user.language,
              },
              { label: t('user.changed'), value: dateTime(user.updatedAt) },
            ]}
          />
        </Section>
        <Memberships user={user} mayManage={mayManage} onAct={setAct} />
        {mayManage && <Care user={user} onAct={setAct} />}
      </Stack>
      {act && <UserActDialog act={act} user={user} onClose={() => setAct(null)} />}
    </>
  );
}

type MembershipsProps = { user: User; mayManage: boolean; onAct: (act: UserAct) => void };

function Memberships({ user, mayManage, onAct }: MembershipsProps) {
  const t = useT();
  const roleName = useRoleName();
  return (
    <Section
      title={t('user.memberships')}
      lead={t('user.membershipsText')}
      actions={
        mayManage && (
          <Button icon="add" onClick={() => onAct({ kind: 'add-membership' })}>
            {t('user.addMembership')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('user.memberships')}
        captionHidden
        columns={[
          { key: 'role', header: t('person.role'), cell: (hat: Membership) => roleName(hat.roleCode, hat.roleName) },
          { key: 'agency', header: t('person.agency'), cell: (hat) => <Foreign>{hat.agencyName}</Foreign> },
          {
            key: 'unit',
            header: t('users.unit'),
            cell: (hat) => (hat.unitName === null ? t('users.wholeAgency') : <Foreign>{hat.unitName}</Foreign>),
          },
          {
            key: 'state',
            header: t('users.status'),
            cell: (hat) =>
              hat.active ? <Badge tone="good">{t('user.present')}</Badge> : <Badge>{t('user.ended')}</Badge>,
          },
          ...(mayManage
            ? [
                {
                  key: 'acts',
                  header: t('table.acts'),
                  cell: (hat: Membership) =>
                    hat.active && (
                      <Button small onClick={() => onAct({ kind: 'end-membership', membership: hat })}>
                        {t('user.endMembership')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
        rows={user.memberships}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function Care({ user, onAct }: { user: User; onAct: (act: UserAct) => void }) {
  const t = useT();
  const isSuspended = user.status === 'suspended';
  return (
    <Section title={t('user.care')} lead={t('user.careText')}>
      <Row>
        <Button icon="key" onClick={() => onAct({ kind: 'link' })}>
          {user.status === 'invited' ? t('user.newInvitation') : t('user.resetLink')}
        </Button>
        <Button onClick={() => onAct({ kind: 'clear-factor' })}>{t('user.clearFactor')}</Button>
        <Button onClick={() => onAct({ kind: 'end-sessions' })}>{t('user.endSessions')}</Button>
        {isSuspended ? (
          <Button onClick={() => onAct({ kind: 'restore' })}>{t('user.restore')}</Button>
        ) : (
          <Button tone="danger" icon="lock" onClick={() => onAct({ kind: 'suspend' })}>
            {t('user.suspend')}
          </Button>
        )}
      </Row>
    </Section>
  );
}
