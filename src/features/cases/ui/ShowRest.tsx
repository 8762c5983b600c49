import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useCase } from './casePart.tsx';
import type { ListName } from './wholeLists.ts';

/** Says that lists of the case go on, and shows the rest of them; nothing where they are whole. */
export function ShowRest({ lists }: { lists: readonly ListName[] }) {
  const t = useT();
  const { overview, rest } = useCase();
  const cut = lists.filter((list) => overview.more.includes(list));
  if (cut.length === 0) return null;
  return (
    <Stack gap="sm">
      <ProblemMessage problem={rest.problem} />
      <Row>
        <Text quiet>{t('case.listGoesOn')}</Text>
        <Button small busy={cut.some(rest.isLoading)} onClick={() => rest.loadRest(cut)}>
          {t('case.showMore')}
        </Button>
      </Row>
    </Stack>
  );
}
