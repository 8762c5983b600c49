/** A chart as a file of its own: SVG that needs no style sheet, or a PNG of it. Nothing leaves the browser. */

/** What a colour stands for. */
export type LegendItem = { label: string; fill: string };

/** What stands with a picture when it is taken elsewhere. */
type PictureWords = {
  title: string;
  notes: readonly string[];
  legend: readonly LegendItem[];
  rightToLeft: boolean;
};

const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'visibility',
] as const;
const namespace = 'http://www.w3.org/2000/svg';
const margin = 16;
const titleLine = 22;
const noteLine = 16;
const letterWidth = 6.4;

/** The drawn chart with its title above and its notes below, every colour and font written out. */
export function pictureOf(drawn: SVGSVGElement, { title, notes, legend, rightToLeft }: PictureWords): string {
  const { width, height } = drawn.getBoundingClientRect();
  const styles = getComputedStyle(drawn.parentElement ?? drawn);
  const titles = wrapped(title, (width - 2 * margin) / (letterWidth * 1.25));
  const lines = notes.flatMap((note) => wrapped(note, (width - 2 * margin) / letterWidth));
  const top = margin + titles.length * titleLine;
  const whole = document.createElementNS(namespace, 'svg');
  const below = top + height + legend.length * noteLine + (legend.length > 0 ? margin : 0);
  const total = below + lines.length * noteLine + 2 * margin;
  set(whole, {
    xmlns: namespace,
    width,
    height: total,
    viewBox: `0 0 ${width} ${total}`,
    'font-family': styles.fontFamily,
  });
  const ground = document.createElementNS(namespace, 'rect');
  set(ground, { width, height: total, fill: plainColour(resolved('--kit-surface', drawn)) });
  const text = (words: string, y: number, size: number, weight: number): SVGTextElement => {
    const element = document.createElementNS(namespace, 'text');
    element.textContent = words;
    set(element, {
      x: rightToLeft ? width - margin : margin,
      y,
      fill: plainColour(styles.color),
      'font-size': size,
      'font-weight': weight,
    });
    // The start of a right-to-left line is its right end.
    if (rightToLeft) element.setAttribute('direction', 'rtl');
    return element;
  };
  const copy = copyOf(drawn);
  set(copy, { x: 0, y: top, width, height });
  whole.append(
    ground,
    ...titles.map((line, at) => text(line, margin + (at + 0.7) * titleLine, 16, 650)),
    copy,
    ...legend.flatMap(({ label, fill }, at) => {
      const y = top + height + margin + at * noteLine;
      const words = text(label, y + 0.7 * noteLine, 12, 400);
      const inset = margin + 18;
      words.setAttribute('x', String(rightToLeft ? width - inset : inset));
      return [swatchOf(fill, drawn, rightToLeft ? width - margin - 12 : margin, y), words];
    }),
    ...lines.map((line, at) => text(line, below + margin + (at + 0.7) * noteLine, 12, 400)),
  );
  return new XMLSerializer().serializeToString(whole);
}

/** A square of a colour as it is drawn where the chart stands. */
function swatchOf(fill: string, near: Element, x: number, y: number): SVGRectElement {
  const swatch = document.createElementNS(namespace, 'rect');
  swatch.style.fill = fill;
  near.append(swatch);
  const colour = plainColour(getComputedStyle(swatch).fill);
  swatch.remove();
  swatch.removeAttribute('style');
  set(swatch, { x, y: y + 1, width: 12, height: 12, fill: colour, stroke: '#888888' });
  return swatch;
}

function copyOf(drawn: SVGSVGElement): SVGSVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  [drawn, ...drawn.querySelectorAll<SVGElement>('*')].forEach((element, at) => {
    const target = copies[at];
    if (!target) return;
    const styles = getComputedStyle(element);
    for (const name of kept) {
      const value = styles.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, /fill$|stroke$/.test(name) ? plainColour(value) : value);
    }
    if (styles.display === 'none') target.setAttribute('display', 'none');
    for (const name of ['class', 'style', 'role', 'tabindex']) target.removeAttribute(name);
  });
  return copy;
}

/** Colours that mix others come out of the browser in a notation that few programs read. */
function plainColour(colour: string): string {
  const parts = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(colour);
  if (!parts) return colour;
  const channels = parts.slice(1, 4).map((channel) => Math.round(Math.min(1, Math.max(0, Number(channel))) * 255));
  return `rgb(${channels.join(', ')})`;
}

const resolved = (name: string, within: Element): string => getComputedStyle(within).getPropertyValue(name).trim();

function set(element: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** Lines of whole words, none much longer than so many letters. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const sharpness = 2;

/** Draws an SVG picture as a PNG, twice as fine as the screen. */
export async function rasterOf(picture: string): Promise<Blob> {
  const image = new Image();
  // Not a blob address: the policy of the page lets pictures come from itself and from data addresses alone.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * sharpness;
  canvas.height = image.height * sharpness;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser made no picture.'))), 'image/png'),
  );
}
