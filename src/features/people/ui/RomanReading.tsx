import { useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { romanReading } from '../rules/reading.ts';

/** How a name of another script is read in Latin letters; nothing where that says no more. */
export function RomanReading({ text, script }: { text: string; script: string }) {
  const t = useT();
  const reading = romanReading(text, script);
  if (reading === null) return null;
  return (
    <>
      {' '}
      <small>
        <Foreign>{t('person.reads', { reading })}</Foreign>
      </small>
    </>
  );
}
