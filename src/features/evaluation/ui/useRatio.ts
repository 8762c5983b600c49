import { useFormats } from '../../../kit/i18n.ts';

/** Nearer to no change than this, two decimals would write no change for what is beyond it. */
const near = 0.005;

/** Writes a ratio so that a limit just beyond no change is not written as no change: 1.003, not 1.00. */
export function useRatio(): (value: number) => string {
  const { number, ratio } = useFormats();
  return (value) => {
    const fine = Math.round(value * 1000) / 1000;
    return Math.abs(value - 1) < near && fine !== 1 ? number(fine) : ratio(value);
  };
}
