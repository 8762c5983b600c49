import pdfmake from 'pdfmake';
import type { Content, TableCell } from 'pdfmake';
import {
  evaluate,
  limitation,
  reasonsOf,
  rightsOf,
  type Law,
  type ListedOffence,
  type PenaltyRange,
  type Reason,
} from '../../engines/law/index.ts';
import { questionOf } from '../../words/screening/questions.ts';
import en from '../../words/locales/en.json' with { type: 'json' };
import id from '../../words/locales/id.json' with { type: 'json' };
import { noteWords, type NoteWords } from './note-words.ts';
import type { AssessmentKept } from './schema.ts';

const catalogues: Readonly<Record<'en' | 'id', Readonly<Record<string, string>>>> = { en, id };
const flagWord = (flag: string, language: 'en' | 'id'): string =>
  catalogues[language][`code.lawFlag.${flag}`] ?? flag.replaceAll('_', ' ');

interface NoteOptions {
  readonly language: 'en' | 'id';
  readonly caseNumber: string;
  readonly now: Date;
}

/** The fonts every reader of PDF has: nothing is fetched and nothing is read from disk for a note. */
const fonts = {
  Helvetica: {
    normal: 'Helvetica',
    bold: 'Helvetica-Bold',
    italics: 'Helvetica-Oblique',
    bolditalics: 'Helvetica-BoldOblique',
  },
};

/** The reasoned note of an assessment: what was found, by which facts, articles and sources. Marked as an aid on each page. */
export async function notePdf(law: Law, assessment: AssessmentKept, options: NoteOptions): Promise<Buffer> {
  pdfmake.setFonts(fonts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts.Helvetica).includes(path));
  const words = noteWords[options.language];
  const document = pdfmake.createPdf({
    info: { title: words.title },
    pageMargins: [48, 56, 48, 56],
    defaultStyle: { font: 'Helvetica', fontSize: 9.5, lineHeight: 1.2 },
    styles: { heading: { fontSize: 12, bold: true, margin: [0, 12, 0, 4] }, head: { bold: true } },
    footer: (page: number, pages: number) => ({
      columns: [
        { text: words.aid, fontSize: 7, width: '*' },
        { text: `${page} / ${pages}`, fontSize: 7, width: 'auto' },
      ],
      margin: [48, 12, 48, 0],
    }),
    content: contentOf(law, assessment, words, options),
  });
  return (await document.getBuffer()) as unknown as Buffer;
}

function contentOf(
  law: Law,
  assessment: AssessmentKept,
  words: NoteWords,
  { language, caseNumber, now }: NoteOptions,
): Content[] {
  const evaluation = evaluate(law, assessment.facts, { packs: assessment.packs });
  const { result } = evaluation;
  const reasons = reasonsOf(evaluation);
  const bars = reasons.filter(({ kind }) => kind === 'bar');
  const rights = rightsOf(evaluation).map(
    ({ article, pack, text, verified }) =>
      `${pack} art. ${article}: ${text}${verified ? '' : ` [${words.notVerified}]`}`,
  );
  return [
    { text: words.title, fontSize: 17, bold: true },
    { text: words.aid, italics: true, margin: [0, 2, 0, 8] },
    facts([
      [words.caseNumber, caseNumber],
      [words.assessment, `${assessment.number}: ${words.about[assessment.aboutKind]}`],
      [words.laws, assessment.packs.map((id) => law.packs.get(id)?.pack.title ?? id).join('; ')],
      [words.printed, now.toISOString().slice(0, 10)],
      [words.outcome, words.verdict[result.verdict]],
      ...(assessment.remark ? ([[words.remark, assessment.remark]] as const) : []),
    ]),
    ...section(words.charges, charges(law, result.offences, words, language)),
    ...section(words.alternatives, charges(law, result.alternatives, words, language)),
    ...section(words.limitation, limitations(law, evaluation, words)),
    ...section(words.elements, elementTable(reasons, assessment, words, language)),
    ...section(words.bars, list(bars.map(({ text }) => text[language]))),
    ...section(words.reasons, list(reasons.filter(({ kind }) => kind !== 'bar').map(({ text }) => text[language]))),
    ...section(words.rights, list(rights)),
    ...section(words.flags, list(result.flags.map((flag) => flagWord(flag, language)))),
  ];
}

const facts = (rows: readonly (readonly [string, string])[]): Content => ({
  layout: 'noBorders',
  table: { widths: [110, '*'], body: rows.map(([name, value]) => [{ text: name, bold: true }, value]) },
});

function section(title: string, content: Content | null): Content[] {
  return content === null ? [] : [{ text: title, style: 'heading' }, content];
}

const list = (lines: readonly string[]): Content | null =>
  lines.length === 0
    ? null
    : { ul: lines.map((text) => ({ text, margin: [0, 0, 0, 3] as [number, number, number, number] })) };

function table(
  widths: (string | number)[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Content | null {
  if (rows.length === 0) return null;
  const header: TableCell[] = head.map((text) => ({ text, style: 'head' }));
  return {
    layout: 'lightHorizontalLines',
    table: { headerRows: 1, widths, body: [header, ...rows.map((row): TableCell[] => row.map((text) => ({ text })))] },
  };
}

function charges(law: Law, offences: readonly ListedOffence[], words: NoteWords, language: string): Content | null {
  const rows = offences.flatMap((offence) => {
    const name = [
      nameOf(law, offence, words),
      ...offence.aggravations.map((key) => `+ ${key.replaceAll('_', ' ')}`),
    ].join('\n');
    if (offence.penalties.length === 0) return [[name, offence.penalty_not_asserted ? words.withheld : words.none, '']];
    return offence.penalties.map((range) => [
      `${name}\n${words.subject[range.subject]}`,
      prisonText(range, words),
      fineText(range, words, language),
    ]);
  });
  return table(['*', 130, 170], [words.offence, words.prison, words.fine], rows);
}

/** A charge as a lawyer cites it. */
function nameOf(law: Law, { pack: id, offence: number }: ListedOffence, words: NoteWords): string {
  const pack = law.packs.get(id)?.pack;
  const offence = pack?.offences.find((one) => one.id === number);
  return offence ? `${words.article} ${offence.article}, ${pack?.title ?? id}: ${offence.title}` : `${id} ${number}`;
}

function prisonText({ imprisonment_months: { min, max, life, death } }: PenaltyRange, words: NoteWords): string {
  const most = death ? words.death : life ? words.life : max === null ? null : `${max} ${words.months}`;
  if (most === null) return words.none;
  return min === null ? most : `${min} ${words.months} – ${most}`;
}

function fineText({ fine: { min, max, currency } }: PenaltyRange, words: NoteWords, language: string): string {
  const amount = new Intl.NumberFormat(language);
  const told = [min, max].flatMap((value) => (value === null ? [] : [amount.format(value)]));
  return told.length === 0 ? words.none : `${currency ?? ''} ${told.join(' – ')}`;
}

function limitations(
  law: Law,
  { charges: all, situation }: ReturnType<typeof evaluate>,
  words: NoteWords,
): Content | null {
  const lines = all.flatMap(({ listed, outcome }) => {
    const bands = [...law.packs.values()].find(
      ({ pack }) =>
        pack.jurisdiction === outcome.law.pack.jurisdiction && pack.limits.some((one) => one.bands !== undefined),
    );
    const months = listed.penalties.map(({ imprisonment_months }) => imprisonment_months);
    if (!bands || situation.date === null || months.length === 0) return [];
    const found = limitation(bands.pack, {
      maxMonths: Math.max(...months.map(({ max }) => max ?? 0)),
      life: months.some(({ life }) => life),
      date: situation.date,
    });
    return found
      ? [`${listed.pack} ${listed.offence}: ${words.lastDay} ${found.last_day} (${bands.pack.id} ${found.article})`]
      : [];
  });
  return list(lines);
}

function elementTable(
  reasons: readonly Reason[],
  { evidence }: AssessmentKept,
  words: NoteWords,
  language: 'en' | 'id',
): Content | null {
  const rows = reasons
    .filter(({ kind }) => kind === 'made_out' || kind === 'open')
    .flatMap(({ pack, offence, steps }) =>
      steps.map(({ element, text }) => {
        const [name = '', ...rest] = text[language].split(': ');
        const shown = evidence
          .filter((one) => one.element === element)
          .map(({ kind, answer, remark }) =>
            [words.evidenceKind[kind], answer && (questionOf(answer)?.words[language].sign ?? answer), remark]
              .filter(Boolean)
              .join(': '),
          );
        return [`${pack} ${offence ?? ''}\n${name}`, rest.join(': '), shown.join('\n')];
      }),
    );
  return table([130, '*', 120], [words.element, words.status, words.evidence], rows);
}
