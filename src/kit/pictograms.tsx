import type { ReactNode } from 'react';

const person = (x: number, y = 12): ReactNode => (
  <>
    <circle cx={x} cy={y} r={4} />
    <path d={`M${x - 6} ${y + 18}v-5a6 6 0 0 1 12 0v5`} />
  </>
);
const house = <path d="M8 24 24 10l16 14M13 22v17h22V22" />;
const pass = (
  <>
    <rect x={12} y={8} width={20} height={28} rx={2} />
    <circle cx={22} cy={18} r={4} />
    <path d="M17 29h10" />
  </>
);
const coins = (
  <>
    <ellipse cx={18} cy={32} rx={9} ry={4} />
    <path d="M9 26v6M27 26v6" />
    <ellipse cx={18} cy={26} rx={9} ry={4} />
  </>
);

/** Drawn for this project: plain lines that say what a question is about where words fail. */
const pictures = {
  doctor: (
    <>
      <rect x={8} y={14} width={32} height={24} rx={3} />
      <path d="M18 14v-4h12v4M24 20v12M18 26h12" />
    </>
  ),
  threat: (
    <>
      {person(13, 16)}
      <path d="M28 14h12v12h-8l-4 5zM34 17v4M34 23.5v.5" />
    </>
  ),
  overheard: (
    <>
      {person(13, 16)}
      <path d="M33 38c-3 0-3-5-5-8-3-4-2-12 5-13s10 7 6 12c-2 3-2 9-6 9zM31 24c0-3 4-4 5-1" />
    </>
  ),
  offer: (
    <>
      {person(13, 16)}
      {person(37, 16)}
      <path d="M19 28h12M27 24l4 4-4 4" />
    </>
  ),
  lie: (
    <>
      {house}
      <path d="m10 8 28 32" />
    </>
  ),
  money: (
    <>
      {coins}
      <path d="M30 16h10M36 12l4 4-4 4" />
    </>
  ),
  need: (
    <>
      {person(24, 14)}
      <path d="M10 40h28M14 36l-4 4M34 36l4 4" />
    </>
  ),
  journey: (
    <>
      <path d="M6 32V16h22v16M28 22h7l5 6v4H6" />
      <circle cx={14} cy={34} r={3.5} />
      <circle cx={33} cy={34} r={3.5} />
    </>
  ),
  house,
  border: (
    <>
      <path d="M24 8v32M8 18h10M30 18h10M8 30h6" />
      <path d="M18 30h20M33 25l5 5-5 5" />
    </>
  ),
  papers: (
    <>
      {pass}
      <path d="m34 10 6 6M40 10l-6 6" />
    </>
  ),
  'papers-kept': (
    <>
      <g transform="translate(-6 0)">{pass}</g>
      <path d="M30 26c2-4 10-4 12 0v10c-3 3-9 3-12 0zM33 23v-4a3 3 0 0 1 6 0v4" />
    </>
  ),
  work: (
    <>
      <path d="M12 38 28 22M24 10l14 14-5 5-14-14z" />
    </>
  ),
  clock: (
    <>
      <circle cx={24} cy={24} r={15} />
      <path d="M24 15v9l6 5" />
    </>
  ),
  hours: (
    <>
      <circle cx={24} cy={24} r={15} />
      <path d="M24 13v11h-9" />
      <path d="M38 8a20 20 0 0 1 4 10M42 8v4h-4" />
    </>
  ),
  pay: (
    <>
      {coins}
      <path d="m32 14 8 8M40 14l-8 8" />
    </>
  ),
  bed: <path d="M6 38V14M6 32h36v6M42 32v-4a4 4 0 0 0-4-4H18v8M6 26h12" />,
  locked: (
    <>
      {house}
      <path d="M19 39v-9h10v9M24 33v2" />
      <path d="M20 30v-3a4 4 0 0 1 8 0v3" />
    </>
  ),
  debt: (
    <>
      {coins}
      <path d="M30 34h4M36 30a3.5 3.5 0 1 0 5 5M41 24a3.5 3.5 0 1 0-5-5M33 29l5-5" />
    </>
  ),
  violence: (
    <>
      {person(13, 16)}
      <path d="M28 20h9a4 4 0 0 1 4 4v4a5 5 0 0 1-5 5h-8zM28 20v13M32 20v5M36 20v5" />
    </>
  ),
  phone: (
    <>
      <rect x={16} y={7} width={16} height={34} rx={3} />
      <path d="M22 36h4M9 9l30 30" />
    </>
  ),
} as const;

export type PictogramName = keyof typeof pictures;

export const isPictogram = (name: string | undefined): name is PictogramName =>
  name !== undefined && Object.hasOwn(pictures, name);

/** A picture to point at. The words stand beside it, so it is hidden from screen readers. */
export function Pictogram({ name, size = 56 }: { name: PictogramName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {pictures[name]}
    </svg>
  );
}
