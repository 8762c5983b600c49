import { Badge, KeyValues, type Fact } from '../../../kit/facts.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Stack } from '../../../kit/layout.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import { textOf, type FieldSpec } from '../../../kit/recordSpecs.ts';
import { RecordList } from '../../../kit/RecordList.tsx';
import { PersonName } from '../../people/ui/PersonName.tsx';
import { identitySpecs } from '../../people/ui/specs.ts';
import { Button } from '../../../kit/actions.tsx';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import type { PersonRecord } from './types.ts';

const birth = identitySpecs[0] as FieldSpec;

/** What tells who somebody is and how to reach them: names, birth, documents, contacts, each behind its class. */
export function PersonParts({ record }: { record: PersonRecord }) {
  const t = useT();
  const { overview, mayWrite, begin } = useCase();
  const ids = { recordId: record.id };
  const readsIdentity = overview.reads.includes('identity');
  const readsContact = overview.reads.includes('contact');
  return (
    <Stack gap="sm">
      <KeyValues facts={useIdentityFacts(record, readsIdentity, readsContact)} />
      {readsIdentity && record.names.length > 0 && <NameList record={record} />}
      {readsIdentity && record.documents.length > 0 && <PartList part="documents" record={record} />}
      {readsContact && record.contacts.length > 0 && <PartList part="contacts" record={record} />}
      <Row>
        <AddButton small part="names" dataClass="identity" ids={ids} start={{ kind: 'legal' }} />
        {mayWrite('identity') && (
          <Button
            small
            icon="edit"
            onClick={() =>
              begin({
                kind: 'change',
                part: 'identity',
                record: { ...record.identity, id: record.id, version: record.identity?.version ?? 0 },
              })
            }
          >
            {t('people.birth')}
          </Button>
        )}
        <AddButton small part="documents" dataClass="identity" ids={ids} />
        <AddButton small part="contacts" dataClass="contact" ids={ids} />
        <AddButton small part="movements" dataClass="administrative" ids={ids} />
      </Row>
    </Stack>
  );
}

function useIdentityFacts(record: PersonRecord, readsIdentity: boolean, readsContact: boolean): Fact[] {
  const t = useT();
  const write = useWriteField();
  if (!readsIdentity && !readsContact) return [{ label: t('dataClass.identity'), value: { absent: 'withheld' } }];
  const born = record.identity === null ? null : write(birth, record.identity);
  const place = record.identity?.birthPlace ? write({ name: 'birthPlace', as: 'place' }, record.identity) : null;
  return [
    ...(readsIdentity ? [] : [{ label: t('dataClass.identity'), value: { absent: 'withheld' } } as Fact]),
    ...(readsContact ? [] : [{ label: t('dataClass.contact'), value: { absent: 'withheld' } } as Fact]),
    ...(born === null ? [] : [{ label: t('code.field.birthFrom'), value: born }]),
    ...(place === null ? [] : [{ label: t('code.field.birthPlace'), value: <Foreign>{place}</Foreign> }]),
  ];
}

function NameList({ record }: { record: PersonRecord }) {
  const t = useT();
  const words = useCodeWords();
  return (
    <RecordList
      label={t('people.names')}
      items={record.names.map((name) => ({
        key: name.id,
        title: <PersonName name={name} />,
        badges: <Badge>{words.word('nameKind', name.kind)}</Badge>,
        actions: <RecordButtons part="names" dataClass="identity" record={name} />,
      }))}
    />
  );
}

function PartList({ part, record }: { part: 'documents' | 'contacts'; record: PersonRecord }) {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const { specsOf } = useCase();
  const specs = specsOf(part);
  const dataClass = part === 'documents' ? 'identity' : 'contact';
  const family = part === 'documents' ? 'documentKind' : 'contactKind';
  const named = part === 'documents' ? 'number' : 'value';
  return (
    <RecordList
      label={t(part === 'documents' ? 'people.documents' : 'people.contacts')}
      items={record[part].map((one) => {
        const values: Readonly<Record<string, unknown>> = one;
        return {
          key: one.id,
          title: <Foreign>{textOf(values[named]) || '–'}</Foreign>,
          badges: <Badge>{words.word(family, one.kind)}</Badge>,
          text: specs
            .filter(({ name }) => name !== 'kind' && name !== named)
            .flatMap((spec) => {
              const text = write(spec, values);
              return text === null ? [] : [`${t(`code.field.${spec.name}`)}: ${text}`];
            })
            .join(' · '),
          actions: <RecordButtons part={part} dataClass={dataClass} record={one} />,
        };
      })}
    />
  );
}
