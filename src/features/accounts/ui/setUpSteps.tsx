import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { chooseLanguage, isLanguage, languageCodes, languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { Columns, Stack } from '../../../kit/layout.tsx';
import { agencyKinds, mainRoleOf, type AgencyKind } from '../../../words/agencies.ts';
import { isAccepted, NewPassword, noPassword, type ChosenPassword } from './NewPassword.tsx';
import { proposeAgencyCode } from './agencyCode.ts';

export type SetUpStep = 'language' | 'agency' | 'administrator' | 'start';

/** What has been filled in so far. */
export type SetUpDraft = {
  agencyName: string;
  agencyCode: string;
  /** The code follows name and country until somebody writes one. */
  codeIsOwn: boolean;
  kind: AgencyKind | null;
  country: string | null;
  name: string;
  email: string;
  password: ChosenPassword;
  alsoCaseWorker: boolean;
  start: 'empty' | 'demo';
};
export const emptyDraft: SetUpDraft = {
  agencyName: '',
  agencyCode: '',
  codeIsOwn: false,
  kind: null,
  country: null,
  name: '',
  email: '',
  password: noPassword,
  alsoCaseWorker: true,
  start: 'empty',
};

const agencyCodeForm = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/;
const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether a step has all it needs to go on. */
export function isComplete(step: SetUpStep, draft: SetUpDraft): boolean {
  if (step === 'agency') {
    const isNamed = draft.agencyName.trim() !== '' && draft.kind !== null && draft.country !== null;
    return isNamed && agencyCodeForm.test(draft.agencyCode);
  }
  if (step === 'administrator') {
    const email = draft.email.trim();
    return draft.name.trim() !== '' && emailForm.test(email) && isAccepted(draft.password, email);
  }
  return true;
}

type StepProps = { draft: SetUpDraft; onChange: (part: Partial<SetUpDraft>) => void };

/** The language of this page, and of the administrator's account. */
export function LanguageStep() {
  const t = useT();
  return (
    <ChoiceCards
      label={t('setUp.languageChoice')}
      value={useLanguage()}
      onChange={(code) => isLanguage(code) && void chooseLanguage(code)}
      choices={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
    />
  );
}

/** The first agency. */
export function AgencyStep({ draft, onChange }: StepProps) {
  const t = useT();
  const countries = useCountryOptions();
  const { agencyName, agencyCode, codeIsOwn, kind, country } = draft;

  function rename(part: { agencyName?: string; country?: string | null }): void {
    const next = { agencyName, country, ...part };
    onChange({ ...part, ...(!codeIsOwn && { agencyCode: proposeAgencyCode(next.agencyName, next.country) }) });
  }

  return (
    <Stack>
      <TextField
        label={t('agency.name')}
        required
        value={agencyName}
        onChange={(name) => rename({ agencyName: name })}
      />
      <Columns>
        <SelectField
          label={t('agency.kind')}
          required
          placeholder={t('field.choose')}
          options={agencyKinds.map((value) => ({ value, label: t(`code.agencyKind.${value}`) }))}
          value={kind}
          onChange={(value) => onChange({ kind: agencyKinds.find((known) => known === value) ?? null })}
        />
        <CodeField
          label={t('agency.country')}
          required
          options={countries}
          value={country}
          onChange={(value) => rename({ country: value })}
        />
      </Columns>
      <TextField
        label={t('agency.code')}
        help={t('agency.codeHelp')}
        error={agencyCode !== '' && !agencyCodeForm.test(agencyCode) ? t('agency.codeWrong') : undefined}
        required
        value={agencyCode}
        onChange={(code) => onChange({ agencyCode: code.toUpperCase(), codeIsOwn: code !== '' })}
      />
    </Stack>
  );
}

/** Who administers the agency and the installation. */
export function AdministratorStep({ draft, onChange }: StepProps) {
  const t = useT();
  const email = draft.email.trim();
  return (
    <Stack>
      <TextField
        label={t('person.name')}
        required
        autoComplete="name"
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={t('person.email')}
        kind="email"
        required
        autoComplete="username"
        value={draft.email}
        onChange={(next) => onChange({ email: next })}
      />
      <NewPassword value={draft.password} onChange={(password) => onChange({ password })} email={email} />
      {draft.kind !== null && mainRoleOf(draft.kind) !== null && (
        <CheckboxField
          label={t('setUp.alsoCaseWorker')}
          help={t('setUp.alsoCaseWorkerHelp', { role: t(`role.${mainRoleOf(draft.kind) ?? ''}`) })}
          checked={draft.alsoCaseWorker}
          onChange={(alsoCaseWorker) => onChange({ alsoCaseWorker })}
        />
      )}
    </Stack>
  );
}

/** With nothing, or with an invented caseload to look around in. */
export function StartStep({ draft, onChange }: StepProps) {
  const t = useT();
  return (
    <ChoiceCards
      label={t('setUp.startChoice')}
      value={draft.start}
      onChange={(start) => onChange({ start: start === 'demo' ? 'demo' : 'empty' })}
      choices={[
        { value: 'empty', label: t('setUp.empty'), text: t('setUp.emptyText') },
        { value: 'demo', label: t('setUp.demo'), text: t('setUp.demoText') },
      ]}
    />
  );
}
