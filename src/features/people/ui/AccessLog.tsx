import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, Section } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';

/** Who saw what is kept of a person, to be printed and handed over. It is produced when asked for, which is logged. */
export function AccessLog({ personId }: { personId: string }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  return (
    <Section
      title={t('person.log')}
      lead={t('person.logLead')}
      actions={
        asked ? (
          <Button small icon="print" onClick={() => window.print()}>
            {t('copy.print')}
          </Button>
        ) : (
          <Button small onClick={() => setAsked(true)}>
            {t('person.logShow')}
          </Button>
        )
      }
    >
      {asked && <Lines personId={personId} />}
    </Section>
  );
}

function Lines({ personId }: { personId: string }) {
  const t = useT();
  const word = useOptionalT();
  const { dateTime } = useFormats();
  const log = useAction('people.access-log', { personId, limit: 500 });
  return (
    <Loaded of={log}>
      {({ lines }) => (
        <DataTable
          caption={t('person.log')}
          captionHidden
          columns={[
            { key: 'at', header: t('audit.when'), cell: ({ at }) => dateTime(at) },
            {
              key: 'agency',
              header: t('code.field.agency'),
              cell: ({ agencyName }) => <Foreign>{agencyName ?? '–'}</Foreign>,
            },
            { key: 'who', header: t('audit.who'), cell: ({ userName }) => <Foreign>{userName ?? '–'}</Foreign> },
            { key: 'role', header: t('person.role'), cell: ({ roleName }) => <Foreign>{roleName ?? '–'}</Foreign> },
            { key: 'what', header: t('audit.what'), cell: ({ action }) => word(`action.${action}`) ?? action },
            { key: 'via', header: t('imports.severity'), cell: ({ via }) => t(`code.accessVia.${via}`) },
          ]}
          rows={lines}
          rowKey={({ at, action, userId, via }) => `${at} ${action} ${userId ?? ''} ${via}`}
          empty={<EmptyState title={t('person.logEmpty')} />}
        />
      )}
    </Loaded>
  );
}
