import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useRoleWord } from '../../accounts/ui/roleName.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { PersonField } from '../../administration/ui/PersonField.tsx';
import { useCase } from './casePart.tsx';
import { RemoveDialog } from './RecordDialog.tsx';
import { ShareDialog } from './ShareDialog.tsx';

type Access = ActionTypes['cases.access']['output'];
type Grant = Access['grants'][number];
/** Earlier looks at a case are read in the audit trail. */
const mostLooked = 500;

/** Who can see this case and why, what is shared, who belongs to the smallest circle, and who looked. */
export function AccessTab() {
  const { overview } = useCase();
  const [lookedLines, setLookedLines] = useState(100);
  const access = useAction('cases.access', { caseId: overview.case.id, limit: lookedLines }, { keep: true });
  return (
    <Loaded of={access}>
      {(found) => (
        <Stack>
          <Shares grants={found.grants} />
          <People people={found.people} />
          <Circle circle={found.circle} />
          <Looked lines={found.looked} limit={lookedLines} onMore={() => setLookedLines(mostLooked)} />
        </Stack>
      )}
    </Loaded>
  );
}

function Shares({ grants }: { grants: readonly Grant[] }) {
  const t = useT();
  const words = useCodeWords();
  const { dateTime, list } = useFormats();
  const mayShare = useMay('case.share');
  const [sharing, setSharing] = useState(false);
  const [revoking, setRevoking] = useState<Grant | null>(null);
  return (
    <Section
      title={t('shares.title')}
      lead={t('shares.lead')}
      actions={
        mayShare && (
          <Button small icon="add" onClick={() => setSharing(true)}>
            {t('shares.add')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('shares.title')}
        captionHidden
        columns={[
          {
            key: 'to',
            header: t('shares.to'),
            cell: (grant) => <Foreign>{grant.toUserName ?? grant.toAgencyName ?? t('value.someone')}</Foreign>,
          },
          { key: 'purpose', header: t('shares.purpose'), cell: ({ purpose }) => words.word('sharePurpose', purpose) },
          {
            key: 'classes',
            header: t('shares.classes'),
            cell: ({ classes }) => list(classes.map((name) => t(`dataClass.${name}`))),
          },
          { key: 'until', header: t('shares.until'), cell: ({ expiresAt }) => dateTime(expiresAt) },
          {
            key: 'state',
            header: t('code.field.state'),
            cell: ({ active, revokedAt }) =>
              active ? (
                <Badge tone="good">{t('shares.active')}</Badge>
              ) : (
                <Badge>{t(revokedAt === null ? 'shares.ended' : 'shares.revoked')}</Badge>
              ),
          },
          {
            key: 'acts',
            header: t('table.acts'),
            cell: (grant) =>
              grant.active && mayShare && grant.kind === 'share' ? (
                <Button small onClick={() => setRevoking(grant)}>
                  {t('shares.revoke')}
                </Button>
              ) : null,
          },
        ]}
        rows={grants}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('shares.none')} />}
      />
      {sharing && <ShareDialog onClose={() => setSharing(false)} />}
      {revoking && (
        <RemoveDialog
          title={t('shares.revoke')}
          remove="shares.revoke"
          ids={{ id: revoking.id }}
          version={revoking.version}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  );
}

function People({ people }: { people: Access['people'] }) {
  const t = useT();
  const words = useCodeWords();
  const { list } = useFormats();
  const roleWord = useRoleWord();
  return (
    <Section title={t('access.people')} lead={t('access.peopleLead')}>
      <DataTable
        caption={t('access.people')}
        captionHidden
        columns={[
          { key: 'name', header: t('person.name'), cell: ({ name }) => <Foreign>{name}</Foreign> },
          { key: 'role', header: t('person.role'), cell: ({ roleName }) => <Foreign>{roleWord(roleName)}</Foreign> },
          { key: 'why', header: t('access.because'), cell: ({ because }) => words.word('accessReason', because) },
          {
            key: 'reads',
            header: t('roles.reads'),
            cell: ({ reads }) => list(reads.map((name) => t(`dataClass.${name}`))),
          },
        ]}
        rows={people}
        rowKey={({ userId, roleName }) => `${userId} ${roleName}`}
      />
    </Section>
  );
}

function Circle({ circle }: { circle: Access['circle'] }) {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const maySeeColleagues = useMay('user.read');
  const [userId, setUserId] = useState<string | null>(null);
  const add = useRun('circle.add', ['cases']);
  const remove = useRun('circle.remove', ['cases']);
  const caseId = overview.case.id;
  const mayChange = mayWrite('contact');
  return (
    <Section title={t('circle.title')} lead={t('circle.lead')}>
      <Stack>
        <ProblemMessage problem={add.problem ?? remove.problem} />
        {circle.length === 0 ? (
          <Text quiet>{t('circle.none')}</Text>
        ) : (
          <DataTable
            caption={t('circle.title')}
            captionHidden
            columns={[
              {
                key: 'name',
                header: t('person.name'),
                cell: ({ name }) => <Foreign>{name ?? t('value.someone')}</Foreign>,
              },
              {
                key: 'acts',
                header: t('table.acts'),
                cell: (member) =>
                  mayChange && (
                    <Button small onClick={() => void remove.run({ caseId, userId: member.userId })}>
                      {t('circle.remove')}
                    </Button>
                  ),
              },
            ]}
            rows={circle}
            rowKey={(member) => member.userId}
          />
        )}
        {mayChange && maySeeColleagues && (
          <Row align="end">
            <PersonField
              active
              label={t('circle.who')}
              help={t('code.fieldHelp.circleWho')}
              without={circle.map((member) => member.userId)}
              value={userId}
              onChange={setUserId}
            />
            <Button
              disabled={userId === null}
              busy={add.busy}
              onClick={() => userId !== null && void add.run({ caseId, userId }).then(() => setUserId(null))}
            >
              {t('circle.add')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  );
}

type LookedProps = { lines: Access['looked']; limit: number; onMore: () => void };

function Looked({ lines, limit, onMore }: LookedProps) {
  const t = useT();
  const { dateTime } = useFormats();
  const word = useOptionalT();
  const roleWord = useRoleWord();
  if (lines === null) return null;
  return (
    <Section title={t('looked.title')} lead={t('looked.lead')}>
      <DataTable
        caption={t('looked.title')}
        captionHidden
        columns={[
          { key: 'at', header: t('audit.when'), cell: ({ at }) => dateTime(at) },
          {
            key: 'who',
            header: t('audit.who'),
            cell: ({ userName, agencyName }) => <Foreign>{userName ?? agencyName ?? t('value.someone')}</Foreign>,
          },
          { key: 'role', header: t('person.role'), cell: ({ roleName }) => <Foreign>{roleWord(roleName)}</Foreign> },
          { key: 'what', header: t('audit.what'), cell: ({ action }) => word(`action.${action}`) ?? action },
          { key: 'outcome', header: t('audit.outcome'), cell: ({ outcome }) => t(`code.auditOutcome.${outcome}`) },
        ]}
        rows={lines}
        rowKey={({ at, userId, action }) => `${at} ${userId ?? ''} ${action}`}
      />
      {lines.length >= limit &&
        (limit < mostLooked ? (
          <Row>
            <Button onClick={onMore}>{t('history.more')}</Button>
          </Row>
        ) : (
          <Text quiet>{t('looked.latestOnly', { number: mostLooked })}</Text>
        ))}
    </Section>
  );
}
