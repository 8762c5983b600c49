import { useCallback } from 'react';
import { useOptionalT } from '../../../kit/i18n.ts';

/** The words for an indicator; one that nobody has named is shown as its source calls it. */
export function useIndicatorWords(): (indicator: string) => string {
  const optional = useOptionalT();
  return useCallback(
    (indicator) => optional(`code.seriesIndicator.${indicator}`) ?? indicator.replaceAll('-', ' '),
    [optional],
  );
}
