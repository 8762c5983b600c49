import './popover.css';
import { Popover, VisuallyHidden } from '@mantine/core';
import { useId, useState } from 'react';
import { codesOf } from '../words/codes.ts';
import { fieldSources } from '../words/fieldSources.ts';
import { labelIn } from '../words/labels.ts';
import css from './fieldHelp.module.css';
import { labelsOf, useFormats, useLanguage, useOptionalT, useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import type { FieldSpec } from './recordSpecs.ts';

/** Explains a field in one sentence, with the standard or law it comes from, at a press of its question mark. */
export function FieldHelp({ spec }: { spec: FieldSpec }) {
  const t = useT();
  const optional = useOptionalT();
  const explained = spec.explained ?? optional(`code.fieldHelp.${spec.name}`);
  const source = spec.explained === undefined ? fieldSources[spec.name] : undefined;
  const words = useOwnWords(spec);
  if (explained === null) return null;
  const label = spec.label ?? t(`code.field.${spec.name}`);
  const parts = [
    explained,
    ...(source === undefined ? [] : [t('fieldHelp.source', { source: t(`code.fieldSource.${source}`) })]),
    ...(words === null ? [] : [words]),
  ];
  return <HelpButton label={t('fieldHelp.about', { field: label })} parts={parts} />;
}

/** A question mark that opens a few sentences: by mouse, touch or keyboard; Escape closes them. */
export function HelpButton({ label, parts }: { label: string; parts: readonly string[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={300} shadow="md" withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={css.button}
          aria-expanded={open}
          aria-describedby={open ? id : undefined}
          data-kit-no-print
          // A window around it is not to close with it.
          data-mantine-stop-propagation={open}
          onClick={() => setOpen(!open)}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        >
          <Icon name="help" size={16} />
          <VisuallyHidden>{label}</VisuallyHidden>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.text ?? ''}>
        <div id={id} role="status">
          {parts.map((part) => (
            <p key={part}>{part}</p>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** How many labels of a code list are official wording; null where the list is read in its own language. */
function useOwnWords(spec: FieldSpec): string | null {
  const t = useT();
  const { number } = useFormats();
  const labels = labelsOf(useLanguage());
  if (labels === null || (spec.as !== 'code' && spec.as !== 'codes')) return null;
  const codes = codesOf(spec.list);
  const official = codes.filter(({ code }) => labelIn(labels, spec.list, code)?.source).length;
  if (official === codes.length) return null;
  if (official === 0) return t('fieldHelp.noneOfficial');
  return t('fieldHelp.ownWords', { official: number(official), all: number(codes.length) });
}
