import { useOptionalT } from '../../../kit/i18n.ts';

/** What an action did, in words; its own name where the catalogue has none. */
export function useActionName(): (action: string) => string {
  const word = useOptionalT();
  return (action) => word(`action.${action}`) ?? action;
}
