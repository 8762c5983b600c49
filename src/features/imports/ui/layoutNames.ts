import { useAction } from '../../../client/hooks.tsx';

/** Names the layouts of files, as far as the reader may bring such files in. */
export function useLayoutNames(): (id: string) => string {
  const { data } = useAction('imports.layouts', {});
  return (id) => data?.layouts.find((layout) => layout.id === id)?.title ?? id;
}
