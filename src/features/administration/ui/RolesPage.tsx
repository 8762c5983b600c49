import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Matrix } from '../../../kit/Matrix.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { dataClasses, type DataClass, type Permission } from '../../../words/access.ts';
import { useRoleName } from '../../accounts/ui/roleName.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import type { Role } from '../schema.ts';
import { RoleDialog } from './RoleDialog.tsx';
import { verbGroups } from './roleWords.ts';

type Edit = { kind: 'change' | 'copy' | 'delete'; role: Role };

/** The roles: what each may do, which classes of data it reads and writes, and how far it reaches. */
export function RolesPage() {
  const t = useT();
  const roles = useAction('roles.list', {});
  const [edit, setEdit] = useState<Edit | null>(null);
  return (
    <>
      <PageHeader title={t('page.roles')} lead={t('roles.lead')} />
      <Loaded of={roles}>
        {({ roles: list }) => (
          <Stack>
            <RoleList roles={list} onEdit={setEdit} />
            <Section plain title={t('roles.matrix')} lead={t('roles.matrixText')}>
              <RoleMatrix roles={list} />
            </Section>
          </Stack>
        )}
      </Loaded>
      {edit && edit.kind !== 'delete' && (
        <RoleDialog key={edit.role.id} role={edit.role} copy={edit.kind === 'copy'} onClose={() => setEdit(null)} />
      )}
      {edit?.kind === 'delete' && <DeleteRole role={edit.role} onClose={() => setEdit(null)} />}
    </>
  );
}

function RoleList({ roles, onEdit }: { roles: readonly Role[]; onEdit: (edit: Edit) => void }) {
  const t = useT();
  const { number } = useFormats();
  const roleName = useRoleName();
  const mayManage = useMay('role.manage');
  const acts: Column<Role> = {
    key: 'acts',
    header: t('table.acts'),
    cell: (role) => (
      <Row>
        <Button small icon="copy" onClick={() => onEdit({ kind: 'copy', role })}>
          {t('roles.copy')}
        </Button>
        {role.agencyId !== null && (
          <>
            <Button small icon="edit" onClick={() => onEdit({ kind: 'change', role })}>
              {t('roles.change')}
            </Button>
            <Button small icon="remove" onClick={() => onEdit({ kind: 'delete', role })}>
              {t('roles.delete')}
            </Button>
          </>
        )}
      </Row>
    ),
  };
  return (
    <DataTable
      caption={t('page.roles')}
      captionHidden
      columns={[
        { key: 'name', header: t('person.role'), cell: ({ code, name }) => <Foreign>{roleName(code, name)}</Foreign> },
        {
          key: 'origin',
          header: t('roles.origin'),
          cell: ({ agencyId }) =>
            agencyId === null ? t('roles.shipped') : <Badge tone="info">{t('roles.own')}</Badge>,
        },
        { key: 'scope', header: t('roles.scope'), cell: ({ scope }) => t(`code.scope.${scope}`) },
        {
          key: 'factor',
          header: t('factor.title'),
          cell: ({ secondFactor }) => (secondFactor ? t('roles.factorNeeded') : t('roles.factorFree')),
        },
        { key: 'people', header: t('roles.people'), numeric: true, cell: ({ people }) => number(people) },
        ...(mayManage ? [acts] : []),
      ]}
      rows={roles}
      rowKey={({ id }) => id}
    />
  );
}

function RoleMatrix({ roles }: { roles: readonly Role[] }) {
  const t = useT();
  const roleName = useRoleName();
  const byId = new Map(roles.map((role) => [role.id, role]));
  return (
    <Matrix
      caption={t('roles.matrix')}
      rowsLabel={t('roles.may')}
      yes={t('roles.yes')}
      no={t('roles.no')}
      columns={roles.map(({ id, code, name }) => ({ key: id, label: roleName(code, name) }))}
      groups={[
        ...verbGroups.map(({ key, verbs }) => ({
          key,
          label: t(`code.verbGroup.${key}`),
          rows: verbs.map((verb) => ({ key: `verb ${verb}`, label: t(`permission.${verb}`) })),
        })),
        ...(['reads', 'writes'] as const).map((kind) => ({
          key: kind,
          label: t(kind === 'reads' ? 'roles.reads' : 'roles.writes'),
          rows: dataClasses.map((dataClass) => ({ key: `${kind} ${dataClass}`, label: t(`dataClass.${dataClass}`) })),
        })),
      ]}
      cell={(row, column) => {
        const role = byId.get(column);
        const [kind, what = ''] = row.split(' ');
        if (role === undefined) return false;
        if (kind === 'verb') return role.permissions.includes(what as Permission);
        return role[kind === 'reads' ? 'reads' : 'writes'].includes(what as DataClass);
      }}
    />
  );
}

function DeleteRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const t = useT();
  const remove = useRun('roles.delete');
  const run = async (): Promise<void> => {
    if (await remove.run({ roleId: role.id }, { version: role.version })) onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      title={t('roles.delete')}
      confirmLabel={t('roles.delete')}
      busy={remove.busy}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Stack>
        {t('roles.deleteText', { name: role.name })}
        <ProblemMessage problem={remove.problem} />
      </Stack>
    </ConfirmDialog>
  );
}
