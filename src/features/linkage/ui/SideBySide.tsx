import type { ReactNode } from 'react';
import { TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { AbsentValue, Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Stack } from '../../../kit/layout.tsx';
import { PartDifferences } from '../../../kit/PartDifferences.tsx';
import { factNames, type FactName, type PairView } from '../schema.ts';
import { fieldOfFact } from './facts.ts';
import { useLinkageWords } from './words.ts';

type Side = PairView['sides'][number];
type Fact = { key: FactName; label: string };

/** Two records beside each other, differences marked; of another agency only what was agreed. */
export function SideBySide({ pair }: { pair: PairView }) {
  const t = useT();
  const words = useLinkageWords();
  const compared = new Set(pair.sides.flatMap(({ shown }) => shown));
  const facts: Fact[] = factNames
    .filter((name) => compared.has(fieldOfFact[name]))
    .filter((name) => pair.sides.some(({ facts: said }) => said[name]) || stepsOf(pair, name).length > 0)
    .map((name) => ({ key: name, label: words.name(name) }));
  const columns: Column<Fact>[] = [
    { key: 'matter', header: t('personPage.matter'), cell: ({ label }) => label },
    ...pair.sides.map((_, at) => ({
      key: `side${at}`,
      header: at === 0 ? t('linkage.firstRecord') : t('linkage.secondRecord'),
      cell: ({ key }: Fact) => <Said pair={pair} at={at} name={key} />,
    })),
    { key: 'alike', header: t('linkage.alike'), cell: ({ key }) => <Alike pair={pair} name={key} /> },
  ];
  return (
    <Stack gap="sm">
      <Row>
        {pair.sides.map((side, at) => (
          <Row key={at}>
            <Badge>{at === 0 ? t('linkage.firstRecord') : t('linkage.secondRecord')}</Badge>
            <Foreign>{side.agencyName}</Foreign>
            {side.personId !== null && side.personId !== undefined && (
              <TextLink to={`/people/${side.personId}`}>{t('linkage.openPerson')}</TextLink>
            )}
          </Row>
        ))}
      </Row>
      <DataTable
        caption={t('linkage.records')}
        captionHidden
        columns={columns}
        rows={facts}
        rowKey={({ key }) => key}
      />
    </Stack>
  );
}

function Said({ pair, at, name }: { pair: PairView; at: number; name: FactName }): ReactNode {
  const { date, list } = useFormats();
  const codes = useCodeWords();
  const side = pair.sides[at];
  const other = pair.sides[1 - at];
  if (!side) return null;
  if (!shows(side, name)) return <AbsentValue absent="withheld" />;
  const value = side.facts[name];
  if (!value) return <AbsentValue absent="not-asked" />;
  if (name === 'birth') return date(value);
  if (name === 'sex') return codes.label('sex-gender', value);
  if (name === 'citizenship') return list(value.split(' ').map((code) => codes.country(code)));
  const beside = other?.facts[name];
  return <PartDifferences text={value} beside={beside ?? null} />;
}

const shows = ({ shown }: Side, name: FactName): boolean => shown.includes(fieldOfFact[name]);

const stepsOf = (pair: PairView, name: FactName): PairView['steps'] => {
  const of: readonly string[] = name === 'name' ? ['given name', 'family name'] : [name];
  return pair.steps.filter(({ name: compared, label }) => of.includes(compared) && label !== null);
};

/** How alike the program found it. */
function Alike({ pair, name }: { pair: PairView; name: FactName }) {
  const words = useLinkageWords();
  const steps = stepsOf(pair, name);
  return (
    <Row>
      {steps.map(({ name: compared, label, bits }) => (
        <Badge key={compared} tone={bits > 0 ? 'good' : 'attention'}>
          {name === 'name' ? `${words.name(compared)}: ${words.level(label ?? '')}` : words.level(label ?? '')}
        </Badge>
      ))}
    </Row>
  );
}
