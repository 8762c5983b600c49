/** Text made safe for HTML. */
export const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written beside the bar; the value when left out. */
  readonly note?: string;
}

const ROW = 22;
const LABEL = 320;
const WIDTH = 860;

export const short = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);

/** Bars from a common zero, to the right for what is positive and to the left for what is negative. */
export function bars(rows: readonly Bar[], title: string): string {
  const low = Math.min(0, ...rows.map(({ value }) => value));
  const high = Math.max(0, ...rows.map(({ value }) => value), low + 1e-9);
  const room = WIDTH - LABEL - 120;
  const zero = LABEL + (-low / (high - low)) * room;
  const scale = room / (high - low);
  const drawn = rows.map(({ label, value, note }, at) => {
    const y = at * ROW;
    const x = value < 0 ? zero + value * scale : zero;
    const end = Math.max(zero, zero + value * scale) + 6;
    return `<text x="${LABEL - 8}" y="${y + 15}" text-anchor="end">${safe(label)}</text><rect class="${value < 0 ? 'against' : 'for'}" x="${round(x)}" y="${y + 3}" width="${round(Math.max(1, Math.abs(value) * scale))}" height="${ROW - 7}"/><text x="${round(end)}" y="${y + 15}">${safe(note ?? short(value))}</text>`;
  });
  return figure(
    title,
    rows.length * ROW + 6,
    `${drawn.join('')}<line x1="${round(zero)}" x2="${round(zero)}" y1="0" y2="${rows.length * ROW}"/>`,
  );
}

/** Counts by weight, on a logarithmic scale, with a line where the threshold is. */
export function histogram(
  bins: readonly { readonly from: number; readonly count: number }[],
  threshold: number,
  title: string,
): string {
  if (bins.length === 0) return '<p>There are no pairs.</p>';
  const [first, last] = [bins[0]?.from ?? 0, (bins.at(-1)?.from ?? 0) + 1];
  const height = 220;
  const most = Math.log10(1 + Math.max(...bins.map(({ count }) => count)));
  const x = (weight: number): number => 40 + ((weight - first) / Math.max(1, last - first)) * (WIDTH - 60);
  const drawn = bins.map(({ from, count }) => {
    const tall = (Math.log10(1 + count) / most) * (height - 30);
    return `<rect class="${from >= threshold ? 'for' : 'other'}" x="${round(x(from))}" y="${round(height - tall)}" width="${round(Math.max(1, x(from + 1) - x(from) - 1))}" height="${round(tall)}"><title>${from} to ${from + 1}: ${short(count)} pairs</title></rect>`;
  });
  const ticks = bins
    .filter(({ from }) => from % 5 === 0)
    .map(({ from }) => `<text x="${round(x(from))}" y="${height + 16}" text-anchor="middle">${from}</text>`);
  const at = round(x(Math.max(first, Math.min(last, threshold))));
  const line = `<line class="mark" x1="${at}" x2="${at}" y1="4" y2="${height}"/><text x="${at + 5}" y="14">threshold ${short(threshold)}</text>`;
  return figure(title, height + 22, drawn.join('') + ticks.join('') + line);
}

/** Lines through points of which both coordinates are from 0 to 1. */
export function curve(
  points: readonly { readonly x: number; readonly y: number }[],
  { title, across, up, diagonal = false }: { title: string; across: string; up: string; diagonal?: boolean },
): string {
  const [left, size] = [60, 300];
  const place = ({ x, y }: { x: number; y: number }): string =>
    `${round(left + x * size)},${round(10 + (1 - y) * size)}`;
  const dots = points
    .map((point) => `<circle cx="${place(point).split(',')[0]}" cy="${place(point).split(',')[1]}" r="3"/>`)
    .join('');
  const straight = diagonal
    ? `<polyline class="other-line" points="${place({ x: 0, y: 0 })} ${place({ x: 1, y: 1 })}"/>`
    : '';
  const frame = `<rect class="frame" x="${left}" y="10" width="${size}" height="${size}"/>`;
  const ends = [0, 0.5, 1]
    .map(
      (one) =>
        `<text x="${left + one * size}" y="${size + 26}" text-anchor="middle">${one}</text><text x="${left - 8}" y="${14 + (1 - one) * size}" text-anchor="end">${one}</text>`,
    )
    .join('');
  const names = `<text x="${left + size / 2}" y="${size + 44}" text-anchor="middle">${safe(across)}</text><text x="${left + size + 14}" y="24">${safe(up)} (upwards)</text>`;
  return figure(
    title,
    size + 52,
    `${frame}${straight}<polyline points="${points.map(place).join(' ')}"/>${dots}${ends}${names}`,
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

function figure(title: string, height: number, inside: string): string {
  return `<svg role="img" aria-label="${safe(title)}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${inside}</svg>`;
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<td class="number">${short(value)}</td>` : `<td>${safe(value)}</td>`;
  return `<table><thead><tr>${head.map((one) => `<th scope="col">${safe(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table>`;
}

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:900px;padding:24px;color:#1c2430;background:#fff}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:36px 0 8px;border-top:1px solid #d7dce3;padding-top:18px}h3{font-size:16px;margin:20px 0 6px}
p{max-width:70ch}svg{max-width:100%;height:auto;display:block}svg text{font:12px system-ui,sans-serif;fill:currentColor}
svg line{stroke:#7a8594}svg .mark{stroke:#b3261e;stroke-dasharray:4 3}.for{fill:#1f6f8b}.against{fill:#b3562e}.other{fill:#9aa5b1}
svg polyline{fill:none;stroke:#1f6f8b;stroke-width:2}svg .other-line{stroke:#9aa5b1;stroke-dasharray:4 3}svg .frame{fill:none;stroke:#d7dce3}svg circle{fill:#1f6f8b}
table{border-collapse:collapse;margin:8px 0;font-size:14px}th,td{text-align:left;padding:3px 14px 3px 0;border-bottom:1px solid #e6e9ee;vertical-align:top}.number{text-align:right;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content auto;gap:2px 18px}dt{color:#5b6675}dd{margin:0}.wide{overflow-x:auto}
@media(prefers-color-scheme:dark){body{background:#12161c;color:#e3e8ef}h2{border-color:#303844}th,td{border-color:#29313c}.for{fill:#58b4d1}.against{fill:#e08a5e}.other{fill:#5f6b79}svg circle{fill:#58b4d1}svg polyline{stroke:#58b4d1}dt{color:#9aa5b1}}`;

/** A whole page, with nothing to fetch. */
export function page(title: string, sections: readonly string[]): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title><style>${style}</style></head><body><main><h1>${safe(title)}</h1>\n${sections.join('\n')}\n</main></body></html>\n`;
}

export const section = (title: string, text: string, ...inside: readonly string[]): string =>
  `<section><h2>${safe(title)}</h2><p>${safe(text)}</p><div class="wide">${inside.join('')}</div></section>`;
