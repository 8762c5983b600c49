import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { isLanguage, languageCodes, languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack } from '../../../kit/layout.tsx';
import { fieldProblem, ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { OneTimeLink } from './OneTimeLink.tsx';
import { RoleAndUnit, type RoleAndUnitValue } from './RoleAndUnit.tsx';

type Invited = { token: string | null; expiresAt: string | null };

/** Invites a person; afterwards shows the one-time link, which the administrator hands over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Dialog open onClose={onClose} title={t('users.invite')}>
      {invited === null ? (
        <InviteForm onInvited={setInvited} onCancel={onClose} />
      ) : (
        <Stack>
          {invited.token !== null && invited.expiresAt !== null ? (
            <OneTimeLink token={invited.token} expiresAt={invited.expiresAt} />
          ) : (
            <Message tone="good" live title={t('users.known')}>
              {t('users.knownText')}
            </Message>
          )}
          <Row>
            <Button tone="primary" onClick={onClose}>
              {t('dialog.close')}
            </Button>
          </Row>
        </Stack>
      )}
    </Dialog>
  );
}

function InviteForm({ onInvited, onCancel }: { onInvited: (invited: Invited) => void; onCancel: () => void }) {
  const t = useT();
  const invite = useRun('users.invite');
  const own = useLanguage();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState(own);
  const [place, setPlace] = useState<RoleAndUnitValue>({ roleId: null, unitId: null });

  async function submit(): Promise<void> {
    if (place.roleId === null) return;
    const invited = await invite.run({
      name: name.trim(),
      email: email.trim(),
      language,
      roleId: place.roleId,
      unitId: place.unitId,
    });
    if (invited) onInvited(invited);
  }

  return (
    <Form label={t('users.invite')} onSubmit={() => void submit()}>
      <TextField
        label={t('person.name')}
        help={t('code.fieldHelp.accountName')}
        required
        value={name}
        onChange={setName}
      />
      <TextField
        label={t('person.email')}
        help={t('code.fieldHelp.accountEmail')}
        kind="email"
        required
        value={email}
        onChange={setEmail}
        error={fieldProblem(invite.problem, 'email')}
      />
      <RoleAndUnit value={place} onChange={setPlace} />
      <SelectField
        label={t('account.language')}
        help={t('code.fieldHelp.accountLanguage')}
        options={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
        value={language}
        onChange={(code) => code !== null && isLanguage(code) && setLanguage(code)}
      />
      <ProblemMessage problem={invite.problem} shownFields={['email']} />
      <Row>
        <Button
          tone="primary"
          submit
          busy={invite.busy}
          disabled={name.trim() === '' || !email.includes('@') || place.roleId === null}
        >
          {t('users.inviteSubmit')}
        </Button>
        <Button onClick={onCancel}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}
