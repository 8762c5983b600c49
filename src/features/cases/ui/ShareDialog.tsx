import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { CheckList, ChoiceCards } from '../../../kit/choiceCards.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { CheckboxField, TextAreaField } from '../../../kit/fields.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { dataClasses } from '../../../words/access.ts';
import { sharePurposes } from '../../../words/case-work.ts';
import { useCase } from './casePart.tsx';
import { ColleagueFinder, type Colleague } from './ColleagueFinder.tsx';

const monthMs = 30 * 24 * 60 * 60 * 1000;
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Gives another agency, or one person, what they need of a case, for one purpose and for a time. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const words = useCodeWords();
  const { overview } = useCase();
  const agencies = useAction('agencies.list', {}).data?.agencies ?? [];
  const [kind, setKind] = useState('agency');
  const [toAgency, setToAgency] = useState<string | null>(null);
  const [toPerson, setToPerson] = useState<Colleague | null>(null);
  const receiver =
    kind === 'person' ? toPerson && { toUser: toPerson.userId } : toAgency === null ? null : { toAgency };
  const [classes, setClasses] = useState<readonly string[]>(['statistical']);
  const [purpose, setPurpose] = useState<string | null>(null);
  const [until, setUntil] = useState(() => dayOf(Date.now() + monthMs));
  const [reason, setReason] = useState('');
  const [canWrite, setCanWrite] = useState(false);
  const { run, busy, problem } = useRun('cases.share', ['cases']);
  const chosenPurpose = sharePurposes.find((known) => known === purpose);
  const chosenClasses = dataClasses.filter((known) => classes.includes(known));
  const complete =
    receiver !== null &&
    chosenPurpose !== undefined &&
    chosenClasses.length > 0 &&
    until !== '' &&
    reason.trim().length >= 3;

  async function share(): Promise<void> {
    if (receiver === null || chosenPurpose === undefined) return;
    const done = await run({
      caseId: overview.case.id,
      ...receiver,
      classes: chosenClasses,
      canWrite,
      purpose: chosenPurpose,
      reason: reason.trim(),
      expiresAt: new Date(`${until}T23:59:59`).toISOString(),
    });
    if (!done) return;
    notify('good', t('shares.done'));
    onClose();
  }

  return (
    <FormDialog
      title={t('shares.add')}
      onClose={onClose}
      onSubmit={() => void share()}
      submitLabel={t('shares.submit')}
      ready={complete}
      busy={busy}
      wide
    >
      <ProblemMessage problem={problem} />
      <ChoiceCards
        label={t('shares.kind')}
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'agency', label: t('shares.toAgency'), text: t('shares.toAgencyText') },
          { value: 'person', label: t('shares.toPerson'), text: t('shares.toPersonText') },
        ]}
      />
      {kind === 'person' && <ColleagueFinder found={toPerson} onFind={setToPerson} />}
      <Columns>
        {kind === 'agency' && (
          <CodeField
            label={t('shares.to')}
            help={t('code.fieldHelp.shareTo')}
            required
            hideCodes
            options={agencies
              .filter(({ id }) => id !== overview.case.agencyId)
              .map(({ id, name, code }) => ({ value: id, label: name, keywords: [code] }))}
            value={toAgency}
            onChange={setToAgency}
          />
        )}
        <SelectField
          label={t('shares.purpose')}
          help={t('code.fieldHelp.sharePurpose')}
          required
          options={words.choices('sharePurpose', sharePurposes)}
          value={purpose}
          onChange={setPurpose}
        />
        <DateField
          label={t('shares.until')}
          help={t('code.fieldHelp.shareUntil')}
          required
          value={until}
          onChange={setUntil}
        />
      </Columns>
      <CheckList
        label={t('shares.classes')}
        help={t('shares.classesHelp')}
        options={dataClasses
          .filter((name) => overview.reads.includes(name))
          .map((name) => ({ value: name, label: t(`dataClass.${name}`) }))}
        values={classes}
        onChange={setClasses}
      />
      <CheckboxField
        label={t('shares.canWrite')}
        help={t('code.fieldHelp.shareCanWrite')}
        checked={canWrite}
        onChange={setCanWrite}
      />
      <TextAreaField
        label={t('shares.reason')}
        help={t('code.fieldHelp.shareReason')}
        required
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
