import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { CheckList } from '../../../kit/choiceCards.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { readRequestCheck } from '../rules.ts';
import { readable } from './words.ts';

type RequestCheckProps = { laws: readonly { id: string; title: string }[] };

/** What a draft request for legal assistance lacks under the list of a treaty or of the state that is asked. */
export function RequestCheck({ laws }: RequestCheckProps) {
  const t = useT();
  const [pack, setPack] = useState('untoc');
  const [held, setHeld] = useState<readonly string[]>([]);
  const contents = Object.fromEntries(held.map((key) => [key, true]));
  const list = useAction('law.assistance', { packs: [pack], contents: {} }, { keep: true });
  const checked = useAction('law.assistance', { packs: [pack], contents }, { keep: true });
  return (
    <Section title={t('law.requests')}>
      <Stack>
        <SelectField
          label={t('law.requestLaw')}
          options={laws.map(({ id, title }) => ({ value: id, label: title }))}
          value={pack}
          onChange={(chosen) => {
            setPack(chosen ?? pack);
            setHeld([]);
          }}
        />
        <Columns>
          <Loaded of={list}>
            {(answer) => {
              const check = readRequestCheck(answer);
              const keys = check ? [...check.missing, ...check.warnings, ...check.conditional] : [];
              return (
                <CheckList
                  label={t('law.requestHas')}
                  options={keys.map((key) => ({
                    value: key,
                    label: readable(key),
                    ...(check?.articles[key] && { text: t('law.article', { article: check.articles[key] }) }),
                  }))}
                  values={held}
                  onChange={setHeld}
                />
              );
            }}
          </Loaded>
          <Loaded of={checked}>{(answer) => <Checked check={readRequestCheck(answer)} />}</Loaded>
        </Columns>
      </Stack>
    </Section>
  );
}

function Checked({ check }: { check: ReturnType<typeof readRequestCheck> }) {
  const t = useT();
  if (!check) return null;
  const words = (keys: readonly string[]): string => keys.map(readable).join(', ');
  return (
    <Stack gap="sm">
      {check.valid ? (
        <Message tone="good" title={t('law.complete')} live />
      ) : (
        <Message tone="attention" title={t('law.missing', { what: words(check.missing) })} live />
      )}
      {check.warnings.length > 0 && <Text>{t('law.wherePossible', { what: words(check.warnings) })}</Text>}
      {!check.verified && <Text quiet>{t('law.notVerified')}</Text>}
    </Stack>
  );
}
