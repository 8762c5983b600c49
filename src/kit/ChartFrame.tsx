import { Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './actions.tsx';
import { pictureOf, rasterOf, type LegendItem } from './chartFile.ts';
import css from './charts.module.css';
import { DataTable, type Column } from './DataTable.tsx';
import { languages, useFormats, useLanguage, useT } from './i18n.ts';
import { Loading } from './states.tsx';

/** A chart to take away: the name of its files, its table as CSV, and what hands a file to the browser. */
export type ChartFiles = {
  name: string;
  csv: () => string;
  offer: (content: Blob, fileName: string) => void;
};

type ChartFrameProps = {
  title: string;
  chart: ReactNode;
  /** What the colours stand for. */
  legend?: readonly LegendItem[];
  /** Sources and what must be known to read it; they go with the picture. */
  notes?: readonly string[];
  files?: ChartFiles | undefined;
  /** The same figures as a table. */
  children: ReactNode;
};

/** A chart with its title, its table beside it, its sources below, and its files. */
export function ChartFrame({ title, chart, legend = [], notes = [], files, children }: ChartFrameProps) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  return (
    <figure className={css.figure} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div className={css.pair}>
        <div ref={place} className={css.chart}>
          <Suspense fallback={<Loading />}>{chart}</Suspense>
          {legend.length > 0 && <Legend items={legend} />}
        </div>
        {children}
      </div>
      {notes.map((note) => (
        <p key={note} className={css.note} dir="auto">
          {note}
        </p>
      ))}
      {files && <FileButtons files={files} title={title} notes={notes} legend={legend} place={place} />}
    </figure>
  );
}

type FileButtonsProps = {
  files: ChartFiles;
  title: string;
  notes: readonly string[];
  legend: readonly LegendItem[];
  place: React.RefObject<HTMLDivElement | null>;
};

function FileButtons({ files, title, notes, legend, place }: FileButtonsProps) {
  const t = useT();
  const rightToLeft = languages[useLanguage()].direction === 'rtl';
  const [busy, setBusy] = useState(false);
  const picture = (): string | null => {
    const drawn = place.current?.querySelector('svg[data-chart], [role="application"] svg');
    return drawn instanceof SVGSVGElement ? pictureOf(drawn, { title, notes, legend, rightToLeft }) : null;
  };
  const saveRaster = async (): Promise<void> => {
    const svg = picture();
    if (svg === null) return;
    setBusy(true);
    try {
      files.offer(await rasterOf(svg), `${files.name}.png`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.files} role="group" aria-label={t('chart.files')} data-kit-no-print>
      <Button
        small
        icon="download"
        onClick={() => files.offer(new Blob([files.csv()], { type: 'text/csv;charset=utf-8' }), `${files.name}.csv`)}
      >
        {t('chart.csv')}
      </Button>
      <Button
        small
        icon="download"
        onClick={() => {
          const svg = picture();
          if (svg !== null) files.offer(new Blob([svg], { type: 'image/svg+xml' }), `${files.name}.svg`);
        }}
      >
        {t('chart.svg')}
      </Button>
      <Button small icon="download" busy={busy} onClick={() => void saveRaster()}>
        {t('chart.png')}
      </Button>
    </div>
  );
}

const firstRows = 100;

type ChartTableProps<Row> = {
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/** The table of a chart. A long one begins with its first rows; the rest comes when it is asked for. */
export function ChartTable<Row>({ title, columns, rows, rowKey }: ChartTableProps<Row>) {
  const t = useT();
  const { number } = useFormats();
  const [all, setAll] = useState(false);
  return (
    <div className={css.table}>
      <DataTable
        caption={title}
        captionHidden
        columns={columns}
        rows={all ? rows : rows.slice(0, firstRows)}
        rowKey={rowKey}
      />
      {!all && rows.length > firstRows && (
        <Button small onClick={() => setAll(true)}>
          {t('chart.allRows', { total: number(rows.length) })}
        </Button>
      )}
    </div>
  );
}

/** What each colour of a chart stands for. */
function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className={css.legend}>
      {items.map(({ label, fill }) => (
        <li key={label}>
          <span className={css.swatch} style={{ background: fill }} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
