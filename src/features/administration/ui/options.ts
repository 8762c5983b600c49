import { useAction } from '../../../client/hooks.tsx';
import type { Option } from '../../../kit/choices.tsx';
import { useRoleName } from '../../accounts/ui/roleName.ts';

/** The roles, named for the reader: all of them, and those the reader may give. */
export function useRoleOptions(): { all: readonly Option[]; given: readonly Option[] } {
  const roleName = useRoleName();
  const roles = useAction('roles.list', {}).data?.roles ?? [];
  const asOption = ({ id, code, name }: (typeof roles)[number]): Option => ({ value: id, label: roleName(code, name) });
  return { all: roles.map(asOption), given: roles.filter(({ mayGive }) => mayGive).map(asOption) };
}

/** The units of the own agency that are open, each with those above it in its name. */
export function useUnitOptions(): readonly Option[] {
  const units = useAction('units.list', {}).data?.units ?? [];
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const path = (id: string): string => {
    const parent = parents.get(id) ?? null;
    const own = names.get(id) ?? '';
    return parent === null || !names.has(parent) ? own : `${path(parent)} › ${own}`;
  };
  return units.filter(({ active }) => active).map(({ id }) => ({ value: id, label: path(id) }));
}
