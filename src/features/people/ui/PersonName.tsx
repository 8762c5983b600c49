import { Foreign } from '../../../kit/layout.tsx';

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

/** A name in its own script, announced in a language of that script. */
export function PersonName({ name }: { name: { fullText: string; script: string | null } }) {
  const language = name.script === null ? undefined : languagesOfScripts[name.script];
  return <Foreign {...(language !== undefined && { language })}>{name.fullText}</Foreign>;
}
