import { saveFile, useAction, useClient } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { fileFormats } from '../schema.ts';
import { CoverageSection } from './CoverageSection.tsx';
import { OfficialTables } from './OfficialTables.tsx';
import { RatesSection } from './RatesSection.tsx';
import { TrendsSection } from './TrendsSection.tsx';

/** One signed release as it was signed, and its files. */
export function ReleasePage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const t = useT();
  const { date, dateTime, span, number } = useFormats();
  const { country } = useCodeWords();
  const client = useClient();
  const officialId = params['officialId'] ?? '';
  const found = useAction('official.release', { officialId });
  return (
    <Loaded of={found}>
      {({ content, ...release }) => (
        <Stack>
          <PageHeader
            title={release.title}
            lead={t('official.signedLead', { signer: release.signer, at: dateTime(release.signedAt) })}
            trail={<TextLink to="/official">{t('page.official')}</TextLink>}
          />
          <Section title={t('official.about')}>
            <Stack>
              <KeyValues
                facts={[
                  { label: t('official.country'), value: country(release.country) },
                  { label: t('official.years'), value: span(String(release.yearFrom), String(release.yearTo)) },
                  { label: t('official.cutOff'), value: date(release.cutOff) },
                  {
                    label: t('official.victims'),
                    value: t(release.confirmedOnly ? 'official.onlyConfirmed' : 'official.alsoPresumed'),
                  },
                  { label: t('official.reach'), value: t(`code.officialReach.${content.reach}`) },
                  { label: t('official.smallCounts'), value: t('official.below', { count: content.threshold ?? 0 }) },
                  {
                    label: t('official.undated'),
                    value: content.undated === null ? { absent: 'withheld' } : number(content.undated),
                  },
                ]}
              />
              {release.note !== null && (
                <Text>
                  <Foreign>{release.note}</Foreign>
                </Text>
              )}
              <div data-kit-no-print>
                <Row>
                  {fileFormats.map((format) => (
                    <Button
                      key={format}
                      icon="download"
                      onClick={() => void saveFile(client, 'official.file', { officialId, format })}
                    >
                      {t(`code.officialFile.${format}`)}
                    </Button>
                  ))}
                  <Button icon="print" onClick={() => window.print()}>
                    {t('statistics.print')}
                  </Button>
                </Row>
              </div>
            </Stack>
          </Section>
          <OfficialTables content={content} linkOf={null} />
          <TrendsSection content={content} />
          <RatesSection content={content} live={false} />
          <CoverageSection coverage={content.coverage} live={false} />
        </Stack>
      )}
    </Loaded>
  );
}
