import { useEffect, useState } from 'react';
import type { CodeList, CodeListId } from '../words/codes.ts';

/** The code lists as they were published, each in a file of its own; see `scripts/code-parts.ts`. */
const files = import.meta.glob<CodeList>('../words/vocabulary/*.json', { query: '?whole', import: 'default' });

/** A code list with its definitions, sources and mappings; null until it is here. */
export function useWholeList(id: CodeListId): CodeList | null {
  const [found, setFound] = useState<CodeList | null>(null);
  useEffect(() => {
    let wanted = true;
    void files[`../words/vocabulary/${id}.json`]?.().then((list) => wanted && setFound(list));
    return () => {
      wanted = false;
    };
  }, [id]);
  return found?.id === id ? found : null;
}
