import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Prose } from '../../../kit/Prose.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { EmptyState, Withheld } from '../../../kit/states.tsx';
import { dataClasses } from '../../../words/access.ts';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import { ShowRest } from './ShowRest.tsx';

/** Notes by the class of what they tell; classes the reader may not read are named as withheld. */
export function NotesTab() {
  const t = useT();
  const { overview } = useCase();
  const written = overview.writes[0];
  const shown = dataClasses.filter(
    (name) => overview.withheld.includes(name) || overview.notes.some(({ dataClass }) => dataClass === name),
  );
  return (
    <Stack>
      <Section
        title={t('notes.title')}
        lead={t('notes.lead')}
        actions={written && <AddButton small part="notes" dataClass={written} />}
      >
        {shown.length === 0 && <EmptyState title={t('notes.none')} />}
        <Stack gap="lg">
          {shown.map((name) => (
            <NotesOf key={name} dataClass={name} />
          ))}
        </Stack>
        <ShowRest lists={['notes']} />
      </Section>
    </Stack>
  );
}

function NotesOf({ dataClass }: { dataClass: (typeof dataClasses)[number] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const { overview } = useCase();
  const label = t(`dataClass.${dataClass}`);
  if (overview.withheld.includes(dataClass)) {
    return (
      <RecordList
        label={label}
        items={[{ key: dataClass, title: label, badges: <Withheld />, text: t('notes.withheld') }]}
      />
    );
  }
  return (
    <RecordList
      label={label}
      items={overview.notes
        .filter((note) => note.dataClass === dataClass)
        .map((note) => ({
          key: note.id,
          title: <Foreign>{note.createdByName ?? t('value.someone')}</Foreign>,
          badges: (
            <>
              <Badge>{label}</Badge>
              <Text quiet>{dateTime(note.createdAt)}</Text>
            </>
          ),
          children: <Prose>{note.body}</Prose>,
          actions: <RecordButtons part="notes" dataClass={dataClass} record={note} />,
        }))}
    />
  );
}
