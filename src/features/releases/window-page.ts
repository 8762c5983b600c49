import { attacksOn, stoppedBy } from './rules.ts';
import { supersessionOf, type PublicRelease, type PublicWindow } from './window-store.ts';
import { languageNames, windowLanguages, wordsOf, type WindowLanguage, type WindowWords } from './window-words.ts';

interface WindowPage extends PublicWindow {
  readonly code: string;
  readonly releases: readonly PublicRelease[];
  /** Every version of the agency's, also where one is shown alone. */
  readonly all: readonly PublicRelease[];
  /** Set where one release is shown alone, to be framed. */
  readonly alone: string | null;
}

/** The public page of an agency as HTML without scripts: a few kB, whole at the first answer, and nothing to attack. */
export async function windowPage(window: WindowPage, language: WindowLanguage): Promise<string> {
  const words = await wordsOf(language);
  const { t } = words;
  const latest = window.alone === null ? latestOf(window.releases) : window.releases;
  const earlier = window.releases.filter((release) => !latest.includes(release));
  const title = t('releases.public.title', { agency: window.name });
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ur' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/public/window.css">
</head>
<body>
<main>
<header>
<nav aria-label="${escaped(t('releases.public.languages'))}">${languageLinks(window, language)}</nav>
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(window.about ?? t('releases.public.lead'))}</p>
</header>
${latest.length === 0 ? `<p>${escaped(t('releases.public.none'))}</p>` : latest.map((release) => article(release, window, words, language)).join('\n')}
${earlier.length === 0 ? '' : earlierList(earlier, words)}
<footer><p>${escaped(t('releases.public.footer'))}</p></footer>
</main>
</body>
</html>
`;
}

/** The page of an address with nothing behind it. */
export async function closedPage(language: WindowLanguage): Promise<string> {
  const { t } = await wordsOf(language);
  const title = escaped(t('releases.public.closedTitle'));
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ur' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/public/window.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${escaped(t('releases.public.closedText'))}</p>
</main>
</body>
</html>
`;
}

/** What somebody with the file in hand must know: what it counts, how it was protected, licence and citation. */
export async function readMe(
  release: PublicRelease,
  all: readonly PublicRelease[],
  language: WindowLanguage,
): Promise<string> {
  const words = await wordsOf(language);
  const { t, number, day } = words;
  const facts: (readonly [string, string])[] = [
    [t('releases.versionLabel'), number(release.number)],
    [t('releases.unit'), t(`code.statUnit.${release.unit}`)],
    [t('releases.fields'), release.fields.map((field) => t(`code.statField.${field}`)).join(', ')],
    [t('releases.cutOff'), day(release.cutOff)],
    [t('releases.publishedOn'), day(release.publishedAt ?? release.cutOff)],
    [t('releases.method'), t(`code.releaseMethod.${release.method}`)],
    [t('releases.licence'), release.licence],
    [t('releases.citation'), release.citation],
  ];
  const stops = attacksOn(release).map(
    (attack) => `- ${t(`code.releaseAttack.${attack}`)}: ${stoppedText(release, attack, words)}`,
  );
  return [
    release.title,
    ...supersededText(release, all, words),
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    '',
    methodText(release, words),
    ...(release.note === null ? [] : ['', release.note]),
    ...(release.changes === null ? [] : ['', `${t('releases.changes')}: ${release.changes}`]),
    '',
    `${t('releases.stops')}:`,
    ...stops,
    '',
    ...(release.kind === 'table' && release.method === 'suppress' ? [`*: ${t('value.withheld')}`] : []),
    '',
  ].join('\r\n');
}

/** Said of a version that stands again, because the one that took its place was withdrawn. */
function supersededText(release: PublicRelease, all: readonly PublicRelease[], { t, day }: WindowWords): string[] {
  const found = supersessionOf(release, all);
  if (found === null) return [];
  const { supersededOn, withdrawnOn, reason } = found;
  return [t('releases.public.superseded', { day: day(supersededOn), withdrawn: day(withdrawnOn), reason })];
}

const stoppedText = (
  release: PublicRelease,
  attack: Parameters<typeof stoppedBy>[1],
  { t, number }: WindowWords,
): string => t(`code.releaseStopped.${stoppedBy(release, attack)}`, { epsilon: number(release.settings.epsilon) });

const methodText = ({ settings, method }: PublicRelease, { t, number }: WindowWords): string =>
  t(`code.releaseMethodNote.${method}`, {
    threshold: number(settings.threshold),
    base: number(settings.base),
    epsilon: number(settings.epsilon),
    delta: settings.delta.toExponential(0),
  });

function latestOf(releases: readonly PublicRelease[]): PublicRelease[] {
  return [...Map.groupBy(releases, ({ seriesId }) => seriesId).values()].flatMap((versions) => {
    const [newest] = versions.filter(({ state }) => state === 'published').toSorted((a, b) => b.number - a.number);
    return newest ? [newest] : [];
  });
}

const languageLinks = ({ code, alone }: WindowPage, current: WindowLanguage): string =>
  windowLanguages
    .map((language) => {
      const address = `/public/${code}?lang=${language}${alone === null ? '' : `&amp;release=${alone}`}`;
      const now = language === current ? ' aria-current="true"' : '';
      return `<a href="${address}" lang="${language}" hreflang="${language}"${now}>${languageNames[language]}</a>`;
    })
    .join(' ');

function article(release: PublicRelease, window: WindowPage, words: WindowWords, language: WindowLanguage): string {
  const { t, day, number } = words;
  if (release.state !== 'published') return earlierList([release], words);
  const facts = [
    [t('releases.cutOff'), day(release.cutOff)],
    [t('releases.publishedOn'), day(release.publishedAt ?? release.cutOff)],
    [t('releases.versionLabel'), number(release.number)],
    [t('releases.unit'), t(`code.statUnit.${release.unit}`)],
    [t('releases.method'), t(`code.releaseMethod.${release.method}`)],
  ].map(([name = '', value = '']) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`);
  return `<article id="r-${release.id}">
<h2><bdi>${escaped(release.title)}</bdi></h2>
${supersededText(release, window.all, words)
  .map((text) => `<p class="changes"><strong>${escaped(text)}</strong></p>`)
  .join('')}
<dl class="facts">${facts.join('')}</dl>
${release.changes === null ? '' : `<p class="changes"><strong>${escaped(t('releases.changes'))}</strong> <span dir="auto">${escaped(release.changes)}</span></p>`}
${release.kind === 'table' ? tableParts(release, words) : `<p>${escaped(t('releases.public.records', { records: number(release.figures?.records ?? 0) }))}</p>`}
${methodNotes(release, words)}
${downloads(release, window, words, language)}
</article>`;
}

function tableParts(release: PublicRelease, words: WindowWords): string {
  const { t } = words;
  const told = release.told ?? [];
  const charts = release.fields.map((field, at) => {
    const rows = told.flatMap(({ values, count }) =>
      values.every((value, place) => (place === at) === (value !== null)) ? [{ value: values[at] ?? null, count }] : [],
    );
    return barTable(
      t(`code.statField.${field}`),
      (ordered.includes(field) ? rows.toSorted(byValue) : rows.toSorted(bySize)).map(({ value, count }) => ({
        label: words.code(field, value),
        count,
      })),
      words,
    );
  });
  const total = told.find(({ values }) => values.every((value) => value === null));
  const shownTotal = total?.count === null || total === undefined ? t('value.withheld') : words.number(total.count);
  return `<p class="total"><strong>${escaped(shownTotal)}</strong> ${escaped(t(`code.statUnit.${release.unit}`))}</p>
<div class="charts">${charts.join('\n')}</div>
${release.fields.length > 1 ? wholeTable(release, words) : ''}`;
}

/** Years and ages follow one another; all else stands by size, with what is withheld last. */
const ordered: readonly string[] = ['registrationYear', 'ageGroup', 'ageSpan', 'ageBand'];

interface Part {
  readonly value: string | null;
  readonly count: number | null;
}
const bySize = (a: Part, b: Part): number => (b.count ?? -1) - (a.count ?? -1);
const byValue = (a: Part, b: Part): number => (a.value ?? '').localeCompare(b.value ?? '', 'en', { numeric: true });

interface Bar {
  readonly label: string;
  readonly count: number | null;
}

const mostBars = 15;

function barTable(title: string, bars: readonly Bar[], words: WindowWords): string {
  const { t, number } = words;
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  const row = ({ label, count }: Bar): string =>
    `<tr><th scope="row"><bdi>${escaped(label)}</bdi></th><td class="bar">${count === null ? '' : `<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${((100 * count) / most).toFixed(1)}" height="8"/></svg>`}</td><td class="number">${count === null ? escaped(t('value.withheld')) : number(count)}</td></tr>`;
  const rest = bars.slice(mostBars);
  return `<figure><table><caption>${escaped(title)}</caption><tbody>${bars.slice(0, mostBars).map(row).join('')}</tbody></table>
${rest.length === 0 ? '' : `<details><summary>${escaped(t('releases.public.more', { count: rest.length }))}</summary><table><tbody>${rest.map(row).join('')}</tbody></table></details>`}</figure>`;
}

const mostRows = 300;

function wholeTable({ fields, told }: PublicRelease, words: WindowWords): string {
  const { t, number, code } = words;
  const inner = (told ?? []).filter(({ values }) => !values.includes(null));
  const head = [...fields.map((field) => t(`code.statField.${field}`)), t('releases.count')];
  const rows = inner
    .slice(0, mostRows)
    .map(
      ({ values, count }) =>
        `<tr>${values.map((value, at) => `<td><bdi>${escaped(code(fields[at] ?? '', value))}</bdi></td>`).join('')}<td class="number">${count === null ? escaped(t('value.withheld')) : number(count)}</td></tr>`,
    );
  return `<details><summary>${escaped(t('releases.public.whole', { count: number(inner.length) }))}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(t('releases.public.wholeLabel'))}"><table><thead><tr>${head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>
${inner.length > mostRows ? `<p>${escaped(t('releases.public.restInFile'))}</p>` : ''}</details>`;
}

function methodNotes(release: PublicRelease, words: WindowWords): string {
  const { t } = words;
  const how = methodText(release, words);
  const rows = attacksOn(release).map(
    (attack) =>
      `<tr><th scope="row">${escaped(t(`code.releaseAttack.${attack}`))}</th><td>${escaped(stoppedText(release, attack, words))}</td></tr>`,
  );
  return `<details><summary>${escaped(t('releases.public.method'))}</summary>
<p>${escaped(how)}</p>${release.note === null ? '' : `<p dir="auto">${escaped(release.note)}</p>`}
<table class="attacks"><caption>${escaped(t('releases.stops'))}</caption><tbody>${rows.join('')}</tbody></table></details>`;
}

function downloads(release: PublicRelease, { code }: WindowPage, { t }: WindowWords, language: WindowLanguage): string {
  const address = `/public/${code}/${release.id}/content`;
  const frame = `<iframe src="/public/${code}?lang=${language}&release=${release.id}" title="${escaped(release.title)}" width="100%" height="600"></iframe>`;
  return `<p class="files"><a href="${address}?format=csv" download>CSV</a> <a href="${address}?format=json" download>JSON</a> <a href="${address}?format=readme&amp;lang=${language}" download>${escaped(t('releases.public.readMe'))}</a> <span>${escaped(t('releases.licence'))}: ${escaped(release.licence)}</span></p>
<p class="cite"><strong>${escaped(t('releases.citation'))}</strong> <cite dir="auto">${escaped(release.citation)}</cite></p>
<details class="embed"><summary>${escaped(t('releases.public.embed'))}</summary><p>${escaped(t('releases.public.embedText'))}</p><pre dir="ltr" tabindex="0"><code>${escaped(frame)}</code></pre></details>`;
}

function earlierList(releases: readonly PublicRelease[], { t, day, number }: WindowWords): string {
  const item = (release: PublicRelease): string => {
    const name = `<span dir="auto">${escaped(release.title)}</span>, ${escaped(t('releases.versionOf', { number: number(release.number) }))}, ${day(release.publishedAt ?? release.cutOff)}`;
    const fate =
      release.state === 'withdrawn'
        ? ` <strong>${escaped(t('releases.public.withdrawn', { day: day(release.withdrawnAt ?? release.cutOff) }))}</strong> <span dir="auto">${escaped(release.withdrawnReason ?? '')}</span>`
        : '';
    return `<li>${name}.${fate}</li>`;
  };
  return `<section><h2>${escaped(t('releases.public.earlier'))}</h2><ul>${releases.map(item).join('')}</ul></section>`;
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
