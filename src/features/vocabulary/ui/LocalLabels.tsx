import { useEffect } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { showLocalLabels } from '../../../kit/localLabels.ts';

/** Brings the agency's words for codes to every page while somebody of it is signed in; draws nothing. */
export function LocalLabels() {
  const labels = useAction('vocabulary.labels', {}).data?.labels;
  useEffect(() => {
    showLocalLabels(
      labels ? Object.fromEntries(labels.map(({ list, code, label }) => [`${list} ${code}`, label])) : null,
    );
    return () => showLocalLabels(null);
  }, [labels]);
  return null;
}
