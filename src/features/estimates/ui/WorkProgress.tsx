import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack } from '../../../kit/layout.tsx';
import { ProgressBar } from '../../../kit/states.tsx';
import type { OwnEstimate } from '../schema.ts';

/** How far an estimate is, by what, and a way to give it up. */
export function WorkProgress({ progress, onStop }: { progress: OwnEstimate['progress']; onStop: () => void }) {
  const t = useT();
  const { done, total, doing } = progress ?? { done: 0, total: 1, doing: null };
  const carried = doing === 'links' || doing === 'noise';
  const name = doing === null ? 'waiting' : doing;
  return (
    <Section title={t('estimates.running')} lead={t('estimates.runningText')}>
      <Stack gap="sm">
        <ProgressBar
          label={carried || doing === null ? t(`code.estimateWork.${name}`) : t(`code.estimateMethod.${name}`)}
          done={done}
          total={total}
        />
        <Row>
          <Button small onClick={onStop}>
            {t('estimates.stop')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}
