import { useState } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { ConflictMessage } from '../../../kit/ConflictMessage.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { Dialog } from '../../../kit/Dialog.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { agencyKinds, type AgencyKind } from '../../../words/agencies.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { proposeAgencyCode } from '../../accounts/ui/agencyCode.ts';
import type { Agency } from '../schema.ts';

/** Adds an agency, or changes one. Kind and opening are for whoever runs the installation. */
export function AgencyDialog({ agency, onClose }: { agency: Agency | null; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} title={agency === null ? t('agencies.add') : t('agencies.changeTitle')}>
      {agency === null ? <NewAgency onClose={onClose} /> : <ChangedAgency agency={agency} onClose={onClose} />}
    </Dialog>
  );
}

function NewAgency({ onClose }: { onClose: () => void }) {
  const t = useT();
  const countries = useCountryOptions();
  const create = useRun('agencies.create');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<AgencyKind | null>(null);
  const [country, setCountry] = useState<string | null>(null);
  const [ownCode, setOwnCode] = useState('');
  const code = ownCode === '' ? proposeAgencyCode(name, country) : ownCode;

  async function submit(): Promise<void> {
    if (kind === null || country === null) return;
    if (await create.run({ code, name: name.trim(), kind, country })) onClose();
  }

  return (
    <Form label={t('agencies.add')} onSubmit={() => void submit()}>
      <TextField
        label={t('agency.name')}
        help={t('code.fieldHelp.agencyName')}
        required
        value={name}
        onChange={setName}
      />
      <KindField value={kind} onChange={setKind} />
      <CodeField
        label={t('agency.country')}
        help={t('code.fieldHelp.agencyCountry')}
        required
        options={countries}
        value={country}
        onChange={setCountry}
      />
      <TextField
        label={t('agency.code')}
        help={t('agency.codeHelp')}
        required
        value={code}
        onChange={(typed) => setOwnCode(typed.toUpperCase())}
      />
      <ProblemMessage problem={create.problem} />
      <Row>
        <Button
          tone="primary"
          submit
          busy={create.busy}
          disabled={name.trim() === '' || kind === null || country === null || code === ''}
        >
          {t('agencies.add')}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}

function KindField({ value, onChange }: { value: AgencyKind | null; onChange: (kind: AgencyKind) => void }) {
  const t = useT();
  return (
    <SelectField
      label={t('agency.kind')}
      help={t('code.fieldHelp.agencyKind')}
      required
      placeholder={t('field.choose')}
      options={agencyKinds.map((kind) => ({ value: kind, label: t(`code.agencyKind.${kind}`) }))}
      value={value}
      onChange={(chosen) => {
        const kind = agencyKinds.find((known) => known === chosen);
        if (kind !== undefined) onChange(kind);
      }}
    />
  );
}

function ChangedAgency({ agency, onClose }: { agency: Agency; onClose: () => void }) {
  const t = useT();
  const mayAll = useMay('node.manage');
  const change = useRun('agencies.change', ['agencies', 'session']);
  const [name, setName] = useState(agency.name);
  const [kind, setKind] = useState(agency.kind);
  const [active, setActive] = useState(agency.active);
  const conflict = conflictOf(change.problem);

  async function save(version: number): Promise<void> {
    const more = mayAll ? { kind, active } : {};
    if (await change.run({ agencyId: agency.id, name: name.trim(), ...more }, { version })) onClose();
  }

  if (conflict !== null) {
    return (
      <ConflictMessage
        conflict={conflict}
        labels={{ name: t('agency.name'), kind: t('agency.kind'), active: t('agencies.open') }}
        write={(field, value) => {
          if (field === 'kind') return t(`code.agencyKind.${String(value)}`);
          return typeof value === 'boolean' ? t(value ? 'roles.yes' : 'roles.no') : String(value);
        }}
        onTheirs={onClose}
        onMine={(version) => void save(version)}
      />
    );
  }
  return (
    <Form label={t('agencies.changeTitle')} onSubmit={() => void save(agency.version)}>
      <TextField
        label={t('agency.name')}
        help={t('code.fieldHelp.agencyName')}
        required
        value={name}
        onChange={setName}
      />
      {mayAll && (
        <>
          <KindField value={kind} onChange={setKind} />
          <CheckboxField
            label={t('agencies.open')}
            help={t('agencies.openHelp')}
            checked={active}
            onChange={setActive}
          />
        </>
      )}
      <ProblemMessage problem={change.problem} />
      <Row>
        <Button tone="primary" submit busy={change.busy} disabled={name.trim() === ''}>
          {t('roles.save')}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}
