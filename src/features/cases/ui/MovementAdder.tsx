import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack } from '../../../kit/layout.tsx';
import { useCase } from './casePart.tsx';

/** Adds a leg of a journey; asks first whose journey, where several people are in the case. */
export function MovementAdder() {
  const t = useT();
  const { labels, mayWrite, begin } = useCase();
  const [choosing, setChoosing] = useState(false);
  const [first] = labels.people;
  const [who, setWho] = useState('');
  if (!mayWrite('administrative') || first === undefined) return null;

  function add(recordId: string): void {
    setChoosing(false);
    begin({ kind: 'add', part: 'movements', ids: { recordId } });
  }

  return (
    <>
      <Button small icon="add" onClick={() => (labels.people.length > 1 ? setChoosing(true) : add(first.id))}>
        {t('code.add.movements')}
      </Button>
      <Dialog open={choosing} onClose={() => setChoosing(false)} title={t('code.add.movements')}>
        <Stack>
          <ChoiceCards
            label={t('events.whose')}
            choices={labels.people.map(({ id, label }) => ({ value: id, label }))}
            value={who === '' ? first.id : who}
            onChange={setWho}
          />
          <Row>
            <Button tone="primary" onClick={() => add(who === '' ? first.id : who)}>
              {t('setUp.next')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  );
}
