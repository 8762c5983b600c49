import { Badge } from '../../kit/facts.tsx';
import { BothDirections, ColourPairs, IconGrid, SeriesColours, SpaceScale, TypeScale } from '../../kit/foundation.tsx';
import { Button } from '../../kit/actions.tsx';
import { useT } from '../../kit/i18n.ts';
import { Icon } from '../../kit/icons.tsx';
import { Columns, Row, Section, Stack, Text } from '../../kit/layout.tsx';

/** What everything is made of: colour, type, space, pictures and direction. */
export function FoundationParts() {
  const t = useT();
  return (
    <Stack>
      <Section title={t('kit.colours')} lead={t('kit.coloursText')}>
        <Stack>
          <ColourPairs />
          <SeriesColours />
        </Stack>
      </Section>
      <Columns wide>
        <Section title={t('kit.type')}>
          <TypeScale sample={t('kit.typeSample')} />
        </Section>
        <Section title={t('kit.space')}>
          <SpaceScale />
        </Section>
      </Columns>
      <Section title={t('kit.directions')} lead={t('kit.directionsText')}>
        <BothDirections ltr={<DirectionSample sample="Siti Contoh" />} rtl={<DirectionSample sample="نمونہ خان" />} />
      </Section>
      <Section title={t('kit.icons')}>
        <IconGrid />
      </Section>
    </Stack>
  );
}

function DirectionSample({ sample }: { sample: string }) {
  const t = useT();
  return (
    <Stack gap="sm">
      <Text>{sample}</Text>
      <Row>
        <Button small icon="back">
          {t('kit.save')}
        </Button>
        <Badge tone="good">{t('kit.done')}</Badge>
        <Icon name="next" />
        <Icon name="clock" />
      </Row>
    </Stack>
  );
}
