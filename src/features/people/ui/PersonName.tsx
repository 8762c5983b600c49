import { useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { romanReading } from '../rules.ts';

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
  const t = useT();
  const language = name.script === null ? undefined : languagesOfScripts[name.script];
  const reading = romanReading(name.fullText, name.script);
  return (
    <>
      <Foreign {...(language !== undefined && { language })}>{name.fullText}</Foreign>
      {reading !== null && (
        <>
          {' '}
          <small>
            <Foreign>{t('person.reads', { reading })}</Foreign>
          </small>
        </>
      )}
    </>
  );
}
