import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useT } from '../../../kit/i18n.ts';
import { SearchBox, type SearchOptions } from '../../../kit/SearchBox.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { seek, useFind, useSought, type Found } from './find.ts';
import { FoundText } from './FoundText.tsx';

const shownEach = 4;

/** The search box of every page. What is typed stays in memory and goes with the session. */
export function HeaderSearch() {
  const t = useT();
  const words = useCodeWords();
  const [location, navigate] = useLocation();
  const [text, setText] = useSought();
  const onPage = location === '/find';
  const { found, busy, onDevice } = useFind(onPage ? '' : text, shownEach);
  const membership = useSession()?.membership?.id;
  useEffect(() => () => seek(''), [membership]);
  return (
    <SearchBox
      label={t('search.label')}
      placeholder={t('search.placeholder')}
      value={text}
      onChange={setText}
      busy={busy}
      note={onDevice === null ? null : t('search.onDevice', { count: onDevice })}
      found={onPage || (found === null && !busy) ? null : optionsOf(found, (group) => words.word('foundGroup', group))}
      onChoose={(key) => navigate(`/cases/${key.split(' ')[1] ?? ''}`)}
      page="/find"
    />
  );
}

function optionsOf(found: Found | null, label: (group: string) => string): SearchOptions {
  return (found?.groups ?? []).map(({ group, hits }) => ({
    key: group,
    label: label(group),
    options: hits.map((hit) => ({ key: `${hit.id} ${hit.caseId} ${hit.kind}`, content: <FoundText hit={hit} /> })),
  }));
}
