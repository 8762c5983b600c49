import { lazy, Suspense } from 'react';
import { Foreign } from '../../../kit/layout.tsx';

// The tables of scripts are large and come only where a name needs them; with no network a name stands without its reading.
const RomanReading = lazy(async () => ({
  default: await import('./RomanReading.tsx').then(
    (part) => part.RomanReading,
    () => NoReading,
  ),
}));

function NoReading(_: { text: string; script: string }) {
  return null;
}

const languagesOfScripts: Readonly<Record<string, string>> = {
  Arab: 'ur-Arab',
  Thai: 'th',
  Khmr: 'km',
  Mymr: 'my',
  Hani: 'zh',
  Beng: 'bn',
  Deva: 'hi',
  Taml: 'ta',
};

/** A name in its own script, announced in a language of that script, with a reading in Latin letters beside it. */
export function PersonName({ name }: { name: { fullText: string; script: string | null } }) {
  const language = name.script === null ? undefined : languagesOfScripts[name.script];
  return (
    <>
      <Foreign {...(language !== undefined && { language })}>{name.fullText}</Foreign>
      {name.script !== null && name.script !== 'Latn' && (
        <Suspense fallback={null}>
          <RomanReading text={name.fullText} script={name.script} />
        </Suspense>
      )}
    </>
  );
}
