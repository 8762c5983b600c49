import { DataTable } from '../kit/DataTable.tsx';
import { CheckboxField } from '../kit/fields.tsx';
import { useT } from '../kit/i18n.ts';
import { KeyCap } from '../kit/KeyCap.tsx';
import { Row, Stack, Text } from '../kit/layout.tsx';
import { useShortcutsOn } from '../kit/shortcuts.ts';
import { usePlaces } from './places.ts';

/** Every key that does something, and the choice to switch single keys off. */
export function KeyTable() {
  const t = useT();
  const [on, setOn] = useShortcutsOn();
  const rows: readonly { keys: readonly string[]; does: string }[] = [
    { keys: ['?'], does: t('keys.this') },
    { keys: ['/'], does: t('keys.search') },
    { keys: ['Ctrl', 'K'], does: t('keys.search') },
    ...usePlaces().map(({ key, labelKey }) => ({
      keys: ['G', key.toUpperCase()],
      does: t('keys.goTo', { page: t(labelKey) }),
    })),
    { keys: ['J'], does: t('keys.nextRow') },
    { keys: ['K'], does: t('keys.previousRow') },
    { keys: ['X'], does: t('keys.tickRow') },
    { keys: ['A'], does: t('keys.toActs') },
    { keys: ['Tab'], does: t('keys.tab') },
    { keys: ['Enter'], does: t('keys.enter') },
    { keys: ['Space'], does: t('keys.space') },
    { keys: ['↑', '↓'], does: t('keys.arrows') },
    { keys: ['Esc'], does: t('keys.escape') },
    { keys: ['Esc', 'Esc', 'Esc'], does: t('keys.leave') },
  ];
  return (
    <Stack>
      <DataTable
        caption={t('keys.title')}
        captionHidden
        columns={[
          {
            key: 'keys',
            header: t('keys.keys'),
            unbroken: true,
            cell: ({ keys }) => (
              <Row>
                {keys.map((key, at) => (
                  <KeyCap key={`${key} ${at}`}>{key}</KeyCap>
                ))}
              </Row>
            ),
          },
          { key: 'does', header: t('keys.does'), cell: ({ does }) => does },
        ]}
        rows={rows}
        rowKey={({ keys }) => keys.join(' ')}
      />
      <CheckboxField label={t('keys.on')} help={t('keys.onHelp')} checked={on} onChange={setOn} />
      <Text quiet>{t('keys.more')}</Text>
    </Stack>
  );
}
