import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { SidesChoice } from '../../../kit/SidesChoice.tsx';
import { Message } from '../../../kit/states.tsx';
import type { Interview } from '../rules.ts';
import {
  answerOfBoth,
  chosenParts,
  mergeInterviews,
  partOf,
  saysSame,
  withChoices,
  type ChosenPart,
  type Side,
} from '../rules/joining.ts';
import { useAnswerText } from './answerText.ts';
import { useScreeningKit, type Differing } from './session.ts';

type TwoDevicesProps = Differing & {
  /** The interview as it stands joined, which shows what is chosen. */
  joined: Interview;
  onChoose: (key: string, side: Side) => void;
};

/** What two devices said otherwise of one interview, question by question, and which answer holds. */
function TwoDevices({ sides, keys, joined, onChoose }: TwoDevicesProps) {
  const { label, text } = useAnswerText(useScreeningKit().lists);
  const chosenOf = (key: string): Side => {
    const is = (side: Side): boolean =>
      saysSame(saidOf(joined, key), saidOf(withChoices(joined, sides, { [key]: side }, ''), key));
    return is('mine') ? 'mine' : is('theirs') ? 'theirs' : 'both';
  };
  const rows = keys.map((key) => {
    const both = answerOfBoth(sides.mine.answers[key], sides.theirs.answers[key]);
    const holdingBoth = both && { ...joined, answers: { ...joined.answers, [key]: both } };
    return {
      key,
      label: label(key),
      mine: text(sides.mine, key),
      theirs: text(sides.theirs, key),
      bothText: holdingBoth && text(holdingBoth, key),
      chosen: chosenOf(key),
    };
  });
  return <SidesChoice rows={rows} onChoose={onChoose} />;
}

/** The same while the interview goes on. */
export function Differences(props: TwoDevicesProps) {
  const t = useT();
  return (
    <Message tone="attention" title={t('screening.differing')}>
      <TwoDevices {...props} />
    </Message>
  );
}

/** What an interview says under a key, without who wrote it when. */
function saidOf(interview: Interview, key: string): unknown {
  if ((chosenParts as readonly string[]).includes(key)) return partOf(interview, key as ChosenPart);
  const answer = interview.answers[key];
  return [answer?.value, answer?.codes, answer?.order];
}

type InterviewConflictProps = {
  screeningId: string;
  mine: Interview;
  busy: boolean;
  /** The interview with everything both said, and where they differ what was chosen. */
  onDecide: (joined: Interview) => void;
};

/** An interview that was gone on with elsewhere while it waited here: nothing is lost, and each difference is chosen. */
export function InterviewConflict({ screeningId, mine, busy, onDecide }: InterviewConflictProps) {
  const t = useT();
  const opened = useAction('screenings.open', { id: screeningId });
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  return (
    <Loaded of={opened}>
      {({ interview }) => {
        if (!interview) return <Text>{t('screening.answersWithheld')}</Text>;
        const sides = { mine, theirs: interview as Interview };
        const merged = mergeInterviews(mine, sides.theirs);
        const keys = [...merged.parts, ...merged.differing];
        const joinedAt = (moment: string): Interview => withChoices(merged.interview, sides, chosen, moment);
        return (
          <Stack>
            <Text>{t(keys.length > 0 ? 'screening.bothWent' : 'screening.bothAgree')}</Text>
            <TwoDevices
              sides={sides}
              keys={keys}
              joined={joinedAt(mine.startedAt)}
              onChoose={(key, side) => setChosen({ ...chosen, [key]: side })}
            />
            <Row>
              <Button tone="primary" busy={busy} onClick={() => onDecide(joinedAt(new Date().toISOString()))}>
                {t('conflict.decide')}
              </Button>
            </Row>
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** The words of an interview that waits on this device. */
export function InterviewWords({ interview }: { interview: Interview }) {
  const { label, text } = useAnswerText(useScreeningKit().lists);
  const parts = chosenParts.filter((part) => partOf(interview, part) !== undefined);
  const keys = [...parts, ...Object.keys(interview.answers)];
  return <KeyValues facts={keys.map((key) => ({ label: label(key), value: text(interview, key) }))} />;
}
