import { AbsentValue, KeyValues } from './facts.tsx';
import { useFormats, useT } from './i18n.ts';
import { Foreign, Stack, Text } from './layout.tsx';
import { useWriteField } from './recordFacts.ts';
import type { FieldSpec, RecordValues } from './recordSpecs.ts';

type RecordViewProps = { specs: readonly FieldSpec[]; values: RecordValues; skip?: readonly string[] };

/** So many letters want a line of their own. */
const longText = 72;

/** What a record says, and in one line what nobody asked. */
export function RecordView({ specs, values, skip = [] }: RecordViewProps) {
  const t = useT();
  const { list } = useFormats();
  const write = useWriteField();
  const shown = specs.filter(({ name }) => !skip.includes(name));
  const written = shown.map((spec) => ({
    spec,
    label: spec.label ?? t(`code.field.${spec.name}`),
    text: write(spec, values),
  }));
  // "Age, from" and "Age, to" are one question here.
  const silent = new Set(
    written
      .filter(({ spec, text }) => text === null && spec.as !== 'check')
      .map(({ label }) => label.split(/[,،] /)[0] ?? label),
  );
  return (
    <Stack gap="sm">
      <KeyValues
        facts={written
          .filter(({ text }) => text !== null)
          .map(({ spec, label, text }) => ({
            label,
            wide: spec.as === 'area' || (text ?? '').length > longText,
            value: values[spec.name] === 'UNKNOWN' ? <AbsentValue absent="unknown" /> : <Foreign>{text}</Foreign>,
          }))}
      />
      {silent.size > 0 && <Text quiet>{t('record.notAsked', { fields: list([...silent]) })}</Text>}
    </Stack>
  );
}
