import { useAction } from '../../../client/hooks.tsx';
import { ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { stateToDecide, waitsOf } from './became.ts';
import { useLinkageWords } from './words.ts';

const twoSeconds = 2000;

/** After an import, to who may know: persons it brought may be known already. */
export function KnownOfImport({ importId }: { importId: string }) {
  return useMay('person.join') ? <Known importId={importId} /> : null;
}

function Known({ importId }: { importId: string }) {
  const t = useT();
  const runs = useAction(
    'linkage.runs',
    { importId },
    {
      again: (last) => (last?.runs.some(({ state }) => state === 'queued' || state === 'running') ? twoSeconds : false),
    },
  );
  const all = runs.data?.runs ?? [];
  const found = all.flatMap(({ id, agreementId, pairs }) => (pairs ? [{ id, agreementId, pairs }] : []));
  const proposing = found.filter(({ pairs }) => waitsOf(pairs) > 0);
  const decided = found.reduce((sum, { pairs }) => sum + pairs.said + pairs.same + pairs.different, 0);
  if (all.length === 0) return null;
  if (all.some(({ state }) => state === 'queued' || state === 'running'))
    return <Text quiet>{t('linkage.comparingImport')}</Text>;
  if (proposing.length === 0)
    return (
      <Text quiet>{decided > 0 ? t('linkage.importDecided', { count: decided }) : t('linkage.importUnknown')}</Text>
    );
  return (
    <Message
      tone="info"
      title={t('linkage.importKnown', { count: proposing.reduce((sum, { pairs }) => sum + waitsOf(pairs), 0) })}
    >
      <Row>
        {proposing.map(({ id, agreementId, pairs }) => (
          <ButtonLink
            key={id}
            to={`/linkage?${new URLSearchParams({ run: id, state: stateToDecide(pairs) }).toString()}`}
          >
            {t(agreementId === null ? 'linkage.reviewOwn' : 'linkage.reviewAcross')}
          </ButtonLink>
        ))}
      </Row>
    </Message>
  );
}

/** On a person's page, to who may know: records of others that may be of the same person. */
export function MaybeSame({ personId }: { personId: string }) {
  return useMay('person.join') ? <Maybe personId={personId} /> : null;
}

function Maybe({ personId }: { personId: string }) {
  const t = useT();
  const { list } = useFormats();
  const words = useLinkageWords();
  const pairs = useAction('linkage.inbox', { personId, state: 'open', order: 'likely', limit: 20 });
  const rows = pairs.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('linkage.maybeSame')} lead={t('linkage.maybeSameLead')}>
      {rows.map(({ id, agencies, probability }) => (
        <Text key={id}>
          <TextLink to={`/linkage/review?pair=${id}`}>
            {t('linkage.maybeSameOne', { likely: words.likely(probability) })}
          </TextLink>{' '}
          <Foreign>{list(agencies)}</Foreign>
        </Text>
      ))}
    </Section>
  );
}
