import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { useRoleName } from './roleName.ts';
import { Onward, useSession } from './session.tsx';

/** After set-up with the demonstration: waits until its people are there and says how to sign in as one of them. */
export function DemoArrival() {
  const t = useT();
  const session = useSession();
  const [left, setLeft] = useState(false);
  if (left && session !== null) return <Onward standing={session.standing} />;
  return (
    <Gate wide title={t('demo.title')} lead={t('demo.lead')}>
      <Stack>
        <DemoPeople />
        <Row>
          <Button tone="primary" onClick={() => setLeft(true)}>
            {t('demo.goOn')}
          </Button>
        </Row>
      </Stack>
    </Gate>
  );
}

type DemoPerson = ActionTypes['demo.show']['output']['people'][number];
const everyTwoSeconds = 2_000;

/** Who can sign in to a demonstration; asks again while it is still being filled. */
export function DemoPeople({ onChoose }: { onChoose?: (email: string, password: string) => void }) {
  const t = useT();
  const roleName = useRoleName();
  const [sought, setSought] = useState('');
  const demo = useAction('demo.show', {}, { again: (last) => (last?.demo ? false : everyTwoSeconds) });
  if (demo.isError) return <ProblemMessage problem={demo.error} onRetry={() => void demo.refetch()} />;
  if (!demo.data?.demo) return <Loading label={t('demo.filling')} />;
  const { password, people } = demo.data;
  const words = sought.toLocaleLowerCase().split(/\s+/);
  const found = people.filter((person) => {
    const said = `${roleName(person.role, person.role)} ${person.agency} ${person.email}`.toLocaleLowerCase();
    return words.every((word) => said.includes(word));
  });
  return (
    <Stack>
      {!onChoose && <Message tone="good" live title={t('demo.ready')} />}
      <CopyField label={t('demo.password')} value={password ?? ''} />
      <TextField label={t('demo.narrow')} value={sought} onChange={setSought} />
      <DataTable<DemoPerson>
        caption={t('demo.people')}
        columns={[
          { key: 'role', header: t('person.role'), cell: (person) => roleName(person.role, person.role) },
          { key: 'agency', header: t('person.agency'), cell: (person) => <Foreign>{person.agency}</Foreign> },
          { key: 'email', header: t('person.email'), cell: (person) => <Foreign>{person.email}</Foreign> },
        ]}
        rows={found}
        rowKey={(person) => `${person.email} ${person.role} ${person.agency}`}
        {...(onChoose && { onOpen: (person) => onChoose(person.email, password ?? '') })}
      />
    </Stack>
  );
}
