import { AnswerField, CodeField, type Answer, type Option } from './choices.tsx';
import type { FieldProps } from './fields.tsx';
import { useT } from './i18n.ts';
import { Stack } from './layout.tsx';

/** Codes that were asked about, each with its answer. A code that is absent was not asked. */
export type CodeAnswers = Readonly<Record<string, Exclude<Answer, 'not-asked'>>>;

type CodeSetFieldProps = FieldProps & {
  options: readonly Option[];
  value: CodeAnswers | null;
  onChange: (value: CodeAnswers | null) => void;
};

/** Many codes of one list: choose what was asked about, then say what the answer was. */
export function CodeSetField({ options, value, onChange, ...field }: CodeSetFieldProps) {
  const t = useT();
  const chosen = Object.entries(value ?? {});
  const labels = new Map(options.map((option) => [option.value, option.label]));

  function answer(code: string, given: Answer): void {
    const { [code]: _, ...others } = value ?? {};
    const next = given === 'not-asked' ? others : { ...others, [code]: given };
    onChange(Object.keys(next).length === 0 ? null : next);
  }

  return (
    <Stack gap="sm">
      <CodeField
        {...field}
        hideCodes
        forgetTyped
        clearable={false}
        placeholder={chosen.length === 0 ? t('codeSet.none') : t('codeSet.more')}
        options={options.filter((option) => !Object.hasOwn(value ?? {}, option.value))}
        value={null}
        onChange={(code) => code !== null && onChange({ ...value, [code]: 'yes' })}
      />
      {chosen.map(([code, given]) => (
        <AnswerField
          key={code}
          label={labels.get(code) ?? code}
          value={given}
          onChange={(next) => answer(code, next)}
        />
      ))}
    </Stack>
  );
}
