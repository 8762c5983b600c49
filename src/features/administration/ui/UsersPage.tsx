import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useRoleName } from '../../accounts/ui/roleName.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import type { User } from '../schema.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { useRoleOptions } from './options.ts';
import { StatusBadge, useStatusOptions } from './StatusBadge.tsx';

type Filter = { text: string; status: User['status'] | null; roleId: string | null };
const noFilter: Filter = { text: '', status: null, roleId: null };
const pageRows = 50;

/** The people of the agency, and inviting new ones. */
export function UsersPage() {
  const t = useT();
  const mayManage = useMay('user.manage');
  const [inviting, setInviting] = useState(false);
  const invite = (
    <Button tone="primary" icon="add" onClick={() => setInviting(true)}>
      {t('users.invite')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('page.users')} lead={t('users.lead')} {...(mayManage && { actions: invite })} />
      <UserList />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function UserList() {
  const t = useT();
  const [filter, setFilter] = useState(noFilter);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const { text, status, roleId } = filter;
  const list = useAction(
    'users.list',
    {
      limit: pageRows,
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(status !== null && { status }),
      ...(roleId !== null && { roleId }),
      ...(cursor !== undefined && { cursor }),
    },
    { keep: true },
  );
  const columns = useColumns();
  const statuses = useStatusOptions();
  const roles = useRoleOptions();
  const next = list.data?.nextCursor ?? null;

  function narrow(part: Partial<Filter>): void {
    setFilter({ ...filter, ...part });
    setCursors([]);
  }

  return (
    <Stack gap="sm">
      <FilterBar
        label={t('users.filters')}
        onClear={text === '' && status === null && roleId === null ? null : () => narrow(noFilter)}
      >
        <TextField label={t('users.search')} kind="search" value={text} onChange={(typed) => narrow({ text: typed })} />
        <SelectField
          label={t('users.status')}
          placeholder={t('users.any')}
          clearable
          options={statuses}
          value={status}
          onChange={(chosen) => narrow({ status: statuses.find(({ value }) => value === chosen)?.value ?? null })}
        />
        <SelectField
          label={t('person.role')}
          placeholder={t('users.any')}
          clearable
          options={roles.all}
          value={roleId}
          onChange={(chosen) => narrow({ roleId: chosen })}
        />
      </FilterBar>
      {list.isError ? (
        <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <DataTable
            caption={t('page.users')}
            captionHidden
            columns={columns}
            rows={list.data?.users ?? []}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/users/${id}`}
            loading={list.isPending}
            empty={<EmptyState title={t('users.nobody')}>{t('users.nobodyText')}</EmptyState>}
          />
          <Pager
            shown={list.data?.users.length ?? 0}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
            onNext={next === null ? null : () => setCursors([...cursors, next])}
          />
        </>
      )}
    </Stack>
  );
}

function useColumns(): readonly Column<User>[] {
  const t = useT();
  const roleName = useRoleName();
  return [
    { key: 'name', header: t('person.name'), cell: ({ name }) => <Foreign>{name}</Foreign> },
    { key: 'email', header: t('person.email'), cell: ({ email }) => <Foreign>{email}</Foreign> },
    {
      key: 'roles',
      header: t('users.roles'),
      cell: ({ memberships }) =>
        memberships
          .filter(({ active }) => active)
          .map(({ roleCode, roleName: name }) => roleName(roleCode, name))
          .join(', '),
    },
    { key: 'status', header: t('users.status'), cell: ({ status }) => <StatusBadge status={status} /> },
  ];
}
