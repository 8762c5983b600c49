import { useOptionalT } from '../../../kit/i18n.ts';
import { shippedRoles } from '../../../words/access.ts';

/** The name of a role: of those shipped with the product in the reader's language, of others as its agency wrote it. */
export function useRoleName(): (code: string, name: string) => string {
  const word = useOptionalT();
  return (code, name) => word(`role.${code}`) ?? name;
}

/** The same for what tells roles by name alone, as the trail does. */
export function useRoleWord(): (name: string | null) => string {
  const roleName = useRoleName();
  return (name) => {
    const shipped = shippedRoles.find((role) => role.name === name);
    return shipped ? roleName(shipped.code, shipped.name) : (name ?? '–');
  };
}
