/** A report as one HTML file that fetches nothing: opened offline, printed, kept. Its few charts are drawn without a library. */

type Direction = 'ltr' | 'rtl';

const style = `:root{color-scheme:light dark;--ink:#1c2430;--quiet:#5b6675;--line:#d7dce3;--ground:#fff;--for:#1f6f8b;--against:#b3562e;--plain:#8b97a5;--mark:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e3e8ef;--quiet:#9aa5b1;--line:#303844;--ground:#12161c;--for:#58b4d1;--against:#e08a5e;--plain:#6c7988;--mark:#ff8a80}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,'Noto Naskh Arabic','Noto Sans Arabic',sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.25rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}h3{font-size:1rem;margin:1.25rem 0 .25rem}
p{max-width:70ch;margin:.25rem 0 .75rem}.quiet{color:var(--quiet)}.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:14px}th,td{padding:.2rem .9rem .2rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}[dir=rtl] :is(th,td){padding:.2rem 0 .2rem .9rem}.number{text-align:end;font-variant-numeric:tabular-nums}
.bars{display:grid;gap:2px;margin:.5rem 0}.row{display:grid;grid-template-columns:minmax(9rem,2fr) minmax(6rem,3fr) 6rem;gap:.75rem;align-items:center}
.track{position:relative;block-size:.9rem}.bar{position:absolute;inset-block:0;min-inline-size:2px;border-radius:2px;background:var(--for)}.bar.against{background:var(--against)}.bar.sum{background:var(--plain)}.zero{position:absolute;inset-block:-3px;border-inline-start:1px solid var(--line)}
.sum{font-weight:650}.columns{display:flex;direction:ltr;align-items:flex-end;gap:1px;block-size:12rem;border-bottom:1px solid var(--line);position:relative}.columns i{flex:1;background:var(--plain);min-block-size:0}.columns i.for{background:var(--for)}
.columns b{position:absolute;inset-block:0;border-left:2px dashed var(--mark);padding-left:.3rem;color:var(--mark);font-weight:400;font-size:13px;white-space:nowrap}.ends{display:flex;direction:ltr;justify-content:space-between;color:var(--quiet);font-size:13px}
dl{display:grid;grid-template-columns:max-content auto;gap:.1rem 1.25rem}dt{color:var(--quiet)}dd{margin:0}svg{max-width:26rem;height:auto;display:block}svg text{font:12px system-ui,sans-serif;fill:currentColor}`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
const part = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** The whole file. */
export function reportFile(
  title: string,
  language: { code: string; direction: Direction },
  parts: readonly string[],
): string {
  return `<!doctype html>\n<html lang="${safe(language.code)}" dir="${language.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safe(title)}</title><style>${style}</style></head><body><main><h1>${safe(title)}</h1>\n${parts.join('\n')}\n</main></body></html>\n`;
}

/** A part with its heading and what must be known to read it. */
export const reportSection = (title: string, lead: string, ...inside: readonly string[]): string =>
  `<section><h2>${safe(title)}</h2>${lead === '' ? '' : `<p>${safe(lead)}</p>`}<div class="wide">${inside.join('')}</div></section>`;

export const reportHeading = (text: string): string => `<h3>${safe(text)}</h3>`;

export const reportFacts = (facts: readonly (readonly [string, string])[]): string =>
  `<dl>${facts.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join('')}</dl>`;

/** A table; the columns from `numbersFrom` on are numbers. */
export function reportTable(head: readonly string[], rows: readonly (readonly string[])[], numbersFrom = 1): string {
  const cell = (tag: string, text: string, at: number): string =>
    `<${tag}${at >= numbersFrom ? ' class="number"' : ''}>${safe(text)}</${tag.split(' ')[0] ?? tag}>`;
  return `<table><thead><tr>${head.map((one, at) => cell('th', one, at)).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((one, at) => cell('td', one, at)).join('')}</tr>`)
    .join('')}</tbody></table>`;
}

type ReportBar = { label: string; value: number; note: string };

/** Bars from a common zero. */
export function reportBars(bars: readonly ReportBar[]): string {
  return drawnBars(bars.map((bar) => ({ ...bar, from: 0, to: bar.value, sum: false })));
}

/** Bars each of which begins where the one before it ended, and their sum. */
export function reportWaterfall(steps: readonly ReportBar[], sum: Omit<ReportBar, 'value'>): string {
  let at = 0;
  const drawn = steps.map((step) => ({ ...step, from: at, to: (at += step.value), sum: false }));
  return drawnBars([...drawn, { ...sum, from: 0, to: at, sum: true }]);
}

function drawnBars(bars: readonly { label: string; note: string; from: number; to: number; sum: boolean }[]): string {
  const low = Math.min(0, ...bars.map(({ to }) => to));
  const span = Math.max(0, ...bars.map(({ to }) => to)) - low || 1;
  const rows = bars.map(({ label, note, from, to, sum }) => {
    const kind = sum ? ' sum' : to < from ? ' against' : '';
    const place = `inset-inline-start:${part((Math.min(from, to) - low) / span)};inline-size:${part(Math.abs(to - from) / span)}`;
    return `<div class="row${sum ? ' sum' : ''}"><span>${safe(label)}</span><span class="track" aria-hidden="true"><span class="zero" style="inset-inline-start:${part(-low / span)}"></span><span class="bar${kind}" style="${place}"></span></span><span class="number" dir="ltr">${safe(note)}</span></div>`;
  });
  return `<div class="bars">${rows.join('')}</div>`;
}

/** Counts by weight on a logarithmic scale, with a line where the threshold is. */
export function reportHistogram(
  bins: readonly { from: number; count: number; note: string }[],
  threshold: { at: number; words: string },
  label: string,
): string {
  const [first, last] = [bins[0]?.from ?? 0, (bins.at(-1)?.from ?? 0) + 1];
  const most = Math.log10(1 + Math.max(1, ...bins.map(({ count }) => count)));
  const columns = bins.map(
    ({ from, count, note }) =>
      `<i${from >= threshold.at ? ' class="for"' : ''} style="block-size:${part(Math.log10(1 + count) / most)}" title="${safe(note)}"></i>`,
  );
  const mark = Math.min(1, Math.max(0, (threshold.at - first) / Math.max(1, last - first)));
  return `<div class="columns" role="img" aria-label="${safe(label)}">${columns.join('')}<b style="left:${part(mark)}">${safe(threshold.words)}</b></div><div class="ends"><span>${first}</span><span>${last}</span></div>`;
}

/** A line through points of which both coordinates are from 0 to 1. */
export function reportCurve(points: readonly { x: number; y: number }[], across: string, up: string): string {
  const place = ({ x, y }: { x: number; y: number }): string =>
    `${Math.round(40 + x * 280)},${Math.round(10 + (1 - y) * 280)}`;
  const ends = [0, 0.5, 1].map(
    (one) =>
      `<text x="${40 + one * 280}" y="306" text-anchor="middle">${one}</text><text x="34" y="${14 + (1 - one) * 280}" text-anchor="end">${one}</text>`,
  );
  return `<svg role="img" aria-label="${safe(`${up}, ${across}`)}" viewBox="0 0 340 330" width="340" height="330" direction="ltr"><rect x="40" y="10" width="280" height="280" fill="none" stroke="var(--line)"/><polyline points="${points.map(place).join(' ')}" fill="none" stroke="var(--for)" stroke-width="2"/>${points
    .map(
      (point) =>
        `<circle cx="${place(point).split(',')[0]}" cy="${place(point).split(',')[1]}" r="3" fill="var(--for)"/>`,
    )
    .join(
      '',
    )}${ends.join('')}<text x="180" y="324" text-anchor="middle">${safe(across)}</text></svg><p class="quiet">↑ ${safe(up)}</p>`;
}
