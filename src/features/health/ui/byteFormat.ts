import { useFormats, useT } from '../../../kit/i18n.ts';

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Writes a size in the unit that fits it, by thousands as disks are sold. */
export function useByteFormat(): (bytes: number) => string {
  const t = useT();
  const { number } = useFormats();
  return (bytes) => {
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1));
    const value = bytes / 1000 ** (step + 1);
    return t(`code.bytes.${units[step] ?? 'kilobyte'}`, { value: number(Math.round(value * 10) / 10) });
  };
}
