import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { isRevised } from '../rules.ts';
import type { CellKey, LiveFigures } from '../schema.ts';
import { CoverageSection } from './CoverageSection.tsx';
import { OfficialForm } from './OfficialForm.tsx';
import { OfficialTables } from './OfficialTables.tsx';
import { inputOf, readQuestion, writeQuestion } from './question.ts';
import { RatesSection } from './RatesSection.tsx';
import { ReleasesSection } from './ReleasesSection.tsx';
import { SignDialog } from './SignDialog.tsx';
import { TrendsSection } from './TrendsSection.tsx';

/** How often figures that are still being protected are asked for again. */
const againAfter = 1500;

/** Statistics an office can sign: the questionnaire's tables from the records, as they stand, and what was signed before. */
export function OfficialPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const mayOpenRecords = useMay('case.read');
  const mayInternal = useMay('statistics.internal');
  const mayOpen = mayOpenRecords || mayInternal;
  const asked = readQuestion(search);
  const question = { ...asked, open: asked.open && mayOpen, confirmedOnly: asked.confirmedOnly && mayOpen };
  const live = useAction('official.figures', inputOf(question), {
    keep: true,
    again: (last) => (last?.figures === null ? againAfter : false),
  });
  const found = live.data;
  return (
    <Stack>
      <PageHeader
        title={t('page.official')}
        lead={t('official.lead')}
        actions={
          <Row>
            <TextLink to="/statistics">{t('page.statistics')}</TextLink>
            <TextLink to="/evaluation?of=records">{t('official.trend')}</TextLink>
          </Row>
        }
      />
      <div data-kit-no-print>
        <Section title={t('official.which')}>
          <OfficialForm
            question={question}
            usual={
              found
                ? {
                    country: found.country,
                    from: found.years[0] ?? 0,
                    to: found.years.at(-1) ?? 0,
                    cutOff: found.cutOff,
                  }
                : null
            }
            mayOpen={mayOpen}
            onChange={(changed) => setSearch(writeQuestion(changed), { replace: true })}
          />
        </Section>
      </div>
      <Message tone="info" title={t('official.detection')}>
        {t('official.detectionText')}
      </Message>
      <Loaded of={live}>
        {(figures) => (
          <LiveView
            figures={figures}
            linkOf={
              mayOpenRecords
                ? (key) =>
                    `/official/records?${writeQuestion({
                      table: key.table,
                      year: key.year,
                      sex: key.sex,
                      age: key.age,
                      category: key.category,
                      country: figures.country,
                      cutOff: question.cutOff,
                      confirmedOnly: question.confirmedOnly,
                    })}`
                : null
            }
          />
        )}
      </Loaded>
      <ReleasesSection />
    </Stack>
  );
}

function LiveView({ figures, linkOf }: { figures: LiveFigures; linkOf: ((key: CellKey) => string) | null }) {
  const t = useT();
  const { date, number } = useFormats();
  const [, go] = useLocation();
  const mayKeep = useMay('statistics.sign');
  const maySign = useMay('statistics.internal') && mayKeep;
  const [signing, setSigning] = useState(false);
  const { figures: told, previous, threshold, noise, undated } = figures;
  if (told === null) return <Loading label={t('official.protecting')} />;
  const content = { ...figures, figures: told };
  const revised = told.filter(isRevised).length;
  return (
    <Stack>
      <Section
        title={t('official.standing')}
        actions={
          maySign && (
            <Button small icon="check" onClick={() => setSigning(true)}>
              {t('official.sign')}
            </Button>
          )
        }
      >
        <Stack gap="sm">
          {threshold === null && (
            <Message tone="attention" title={t('statistics.internalOn')}>
              {t('statistics.internalNote')}
            </Message>
          )}
          <KeyValues
            facts={[
              { label: t('official.reach'), value: t(`code.officialReach.${figures.reach}`) },
              { label: t('official.cutOff'), value: date(figures.cutOff) },
              {
                label: t('official.smallCounts'),
                value: threshold === null ? t('official.shown') : t('official.below', { count: threshold }),
              },
              {
                label: t('official.previous'),
                value: previous
                  ? `${previous.title} (${date(previous.signedAt.slice(0, 10))})`
                  : t('official.noPrevious'),
              },
              { label: t('official.revised'), value: previous && noise === null ? number(revised) : '–' },
              { label: t('official.undated'), value: undated === null ? { absent: 'withheld' } : number(undated) },
            ]}
          />
          {noise !== null && (
            <Text quiet>{t('official.noise', { most: number(noise), step: number(threshold ?? 0) })}</Text>
          )}
        </Stack>
      </Section>
      <CoverageSection coverage={figures.coverage} live />
      <OfficialTables content={content} linkOf={linkOf} />
      <TrendsSection content={content} />
      <RatesSection content={content} live />
      {signing && (
        <SignDialog
          figures={figures}
          onClose={() => setSigning(false)}
          onSigned={(id) => go(`/official/releases/${id}`)}
        />
      )}
    </Stack>
  );
}
