import { useState } from 'react';
import { Link } from 'wouter';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { FoundList } from '../../../kit/SearchBox.tsx';
import { EmptyState, Loading, Message } from '../../../kit/states.tsx';
import { useFind, useSought, type Found } from './find.ts';
import { FoundText } from './FoundText.tsx';

const first = 8;
const most = 50;

/** All that is found for a name, a number or words, in groups; says why each is there. */
export function FindPage() {
  const t = useT();
  const [text, setText] = useSought();
  const [limit, setLimit] = useState(first);
  const { found, busy, problem, retry, onDevice } = useFind(text, limit);
  const isEmpty = found !== null && found.groups.length === 0;
  return (
    <Stack>
      <PageHeader title={t('page.find')} lead={t('search.lead')} />
      <TextField
        kind="search"
        label={t('search.label')}
        help={t('search.help')}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setLimit(first);
        }}
      />
      {onDevice !== null && (
        <Message tone="attention" live title={t('offline.down')}>
          {t('search.onDevice', { count: onDevice })}
        </Message>
      )}
      {problem && !busy ? <ProblemMessage problem={problem} onRetry={retry} /> : null}
      {found === null && busy && <Loading />}
      {isEmpty && !busy && (
        <EmptyState icon="search" title={t(onDevice === null ? 'search.nothing' : 'search.nothingHere')}>
          {t('search.nothingText')}
        </EmptyState>
      )}
      {found?.groups.map((group) => (
        <FoundGroup key={group.group} {...group} onMore={limit < most ? () => setLimit(most) : null} />
      ))}
    </Stack>
  );
}

type FoundGroupProps = Found['groups'][number] & { onMore: (() => void) | null };

function FoundGroup({ group, hits, more, onMore }: FoundGroupProps) {
  const t = useT();
  const words = useCodeWords();
  const label = words.word('foundGroup', group);
  return (
    <Section plain title={label}>
      <FoundList
        label={label}
        items={hits.map((hit) => ({
          key: `${hit.kind} ${hit.id}`,
          content: (
            <Link href={`/cases/${hit.caseId}`}>
              <FoundText hit={hit} />
            </Link>
          ),
          aside: hit.personId !== null && (
            <ButtonLink small tone="quiet" icon="person" to={`/people/${hit.personId}`}>
              {t('search.person')}
            </ButtonLink>
          ),
        }))}
      />
      {more && onMore && (
        <Row>
          <Button small icon="add" onClick={onMore}>
            {t('search.more')}
          </Button>
        </Row>
      )}
      {more && !onMore && <Text quiet>{t('search.narrow')}</Text>}
    </Section>
  );
}
