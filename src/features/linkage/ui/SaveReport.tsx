import type { ActionTypes } from '../../../client/index.ts';
import { offerFile, useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { languages, useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { useLinkageWords } from './words.ts';

type Run = ActionTypes['linkage.opened']['output'];

/** Keeps all charts of a comparison, and how far people agree with it, as one file that opens offline. */
export function SaveReport({ run }: { run: Run }) {
  const t = useT();
  const formats = useFormats();
  const words = useLinkageWords();
  const language = useLanguage();
  const quality = useAction('linkage.quality', {}, { enabled: run.report !== null });
  const { report } = run;
  if (report === null) return null;
  async function save(): Promise<void> {
    if (report === null) return;
    const { runReportFile } = await import('./runReportFile.ts');
    const content = runReportFile({ ...run, report }, quality.data ?? null, {
      t,
      formats,
      words,
      language: { code: language, direction: languages[language].direction },
    });
    offerFile(new Blob([content], { type: 'text/html' }), `linkage-${run.createdAt.slice(0, 10)}.html`);
  }
  return (
    <Button icon="download" busy={quality.isLoading} onClick={() => void save()}>
      {t('linkage.saveReport')}
    </Button>
  );
}
