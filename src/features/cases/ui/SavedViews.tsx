import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, IconButton } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge } from '../../../kit/facts.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { ToggleSet } from '../../../kit/ToggleSet.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { caseColumns, viewAudiences } from '../../../words/case-list.ts';
import type { CaseView } from '../schema.ts';
import { useColumnWords } from './caseColumns.tsx';
import { sameView } from './viewAddress.ts';

type SavedViewsProps = {
  view: CaseView;
  /** The saved view that was taken up last, if any. */
  chosen: string | null;
  onTake: (view: CaseView, chosen?: string | null) => void;
};

/** Views kept for oneself or shared in the unit or agency: taken up again with one choice. */
export function SavedViews({ view, chosen, onTake }: SavedViewsProps) {
  const t = useT();
  const words = useCodeWords();
  const [saving, setSaving] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const list = useAction('views.list', {});
  const remove = useRun('views.remove');
  const views = list.data?.views ?? [];
  const taken = views.find(({ id }) => id === chosen);
  const isChanged = taken !== undefined && !sameView(taken.view, view);
  const label = (one: (typeof views)[number]): string =>
    one.audience === 'me' ? one.name : `${one.name} · ${words.word('viewAudience', one.audience)} · ${one.ownerName}`;
  return (
    <Row align="end">
      {views.length > 0 && (
        <SelectField
          label={t('views.title')}
          placeholder={t('views.choose')}
          clearable
          options={views.map((one) => ({ value: one.id, label: label(one) }))}
          value={taken?.id ?? null}
          onChange={(id) => {
            const found = views.find((one) => one.id === id);
            onTake(found?.view ?? view, found?.id ?? null);
          }}
        />
      )}
      {isChanged && (
        <>
          <Badge tone="info">{t('views.changed')}</Badge>
          <Button tone="quiet" icon="undo" onClick={() => onTake(taken.view, taken.id)}>
            {t('views.asSaved')}
          </Button>
        </>
      )}
      <Button icon="add" onClick={() => setSaving(true)}>
        {t('views.save')}
      </Button>
      {taken?.own && (
        <IconButton icon="remove" label={t('views.remove')} onClick={() => void remove.run({ viewId: taken.id })} />
      )}
      <Button icon="kit" onClick={() => setChoosing(!choosing)}>
        {t('cases.columns')}
      </Button>
      {choosing && <ColumnChoice view={view} onTake={onTake} />}
      {saving && <SaveViewDialog view={view} onSaved={(id) => onTake(view, id)} onClose={() => setSaving(false)} />}
    </Row>
  );
}

function ColumnChoice({ view, onTake }: Pick<SavedViewsProps, 'view' | 'onTake'>) {
  const t = useT();
  const words = useColumnWords();
  return (
    <ToggleSet
      label={t('cases.columns')}
      options={caseColumns.map((column) => ({ value: column, label: words(column) }))}
      values={view.columns}
      onChange={(values) => onTake({ ...view, columns: caseColumns.filter((column) => values.includes(column)) })}
    />
  );
}

type SaveViewProps = { view: CaseView; onSaved: (id: string) => void; onClose: () => void };

function SaveViewDialog({ view, onSaved, onClose }: SaveViewProps) {
  const t = useT();
  const words = useCodeWords();
  const inUnit = useSession()?.membership?.unitName !== null;
  const [name, setName] = useState('');
  const [audience, setAudience] = useState<(typeof viewAudiences)[number]>('me');
  const { run, busy, problem } = useRun('views.save');
  const audiences = viewAudiences.filter((one) => one !== 'unit' || inUnit);

  async function save(): Promise<void> {
    const saved = await run({ name: name.trim(), audience, view });
    if (saved === undefined) return;
    onSaved(saved.id);
    notify('good', t('views.saved'));
    onClose();
  }
  return (
    <FormDialog
      title={t('views.save')}
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel={t('record.save')}
      ready={name.trim() !== ''}
      busy={busy}
    >
      <Text quiet>{t('views.saveText')}</Text>
      <ProblemMessage problem={problem} />
      <TextField label={t('views.name')} help={t('code.fieldHelp.viewName')} required value={name} onChange={setName} />
      <SelectField
        label={t('views.audience')}
        help={t('code.fieldHelp.viewAudience')}
        options={words.choices('viewAudience', audiences)}
        value={audience}
        onChange={(value) => setAudience(audiences.find((one) => one === value) ?? 'me')}
      />
    </FormDialog>
  );
}
