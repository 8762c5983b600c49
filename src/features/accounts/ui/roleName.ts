import { useOptionalT } from '../../../kit/i18n.ts';

/** The name of a role: of those shipped with the product in the reader's language, of others as its agency wrote it. */
export function useRoleName(): (code: string, name: string) => string {
  const word = useOptionalT();
  return (code, name) => word(`role.${code}`) ?? name;
}
