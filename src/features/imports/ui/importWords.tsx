import type { ReactNode } from 'react';
import { useLanguage, useOptionalT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';

type Told = { code: string; message: string; remedy?: string | undefined };

/**
 * What an import says to people. In English the server's own sentence, which names the nearest codes; in another language
 * the sentence of the catalogue for the same code, and the server's where there is none.
 */
export function useImportWords(): Record<'problem' | 'remedy', (told: Told) => ReactNode> {
  const optional = useOptionalT();
  const language = useLanguage();
  const say = (key: 'importProblem' | 'importRemedy', code: string, sentence: string): ReactNode => {
    const words = language === 'en' ? null : optional(`code.${key}.${code}`);
    return words ?? <Foreign language="en">{sentence}</Foreign>;
  };
  return {
    problem: ({ code, message }) => say('importProblem', code, message),
    remedy: ({ code, remedy }) => (remedy === undefined ? null : say('importRemedy', code, remedy)),
  };
}
