import { Fragment, useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';

/** Longer ones are no numbers a person reads, but seals made by a program. */
const longest = 32;
const [begins, ends] = [8, 4];

/** A number that may be longer than a column is wide: it goes on in the next line. One that nobody reads is shortened until asked for. */
export function LongNumber({ text }: { text: string }) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  const letters = Array.from(text);
  if (letters.length <= longest) return <Broken text={text} />;
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => notify('good', t('copy.done')));
  return (
    <Stack gap="sm">
      {whole ? (
        <Broken text={text} />
      ) : (
        <Foreign>{`${letters.slice(0, begins).join('')}…${letters.slice(-ends).join('')}`}</Foreign>
      )}
      <Row>
        <Button small icon="copy" onClick={copy}>
          {t('copy.copy')}
        </Button>
        <Button small onClick={() => setWhole(!whole)}>
          {t(whole ? 'personPage.showShort' : 'personPage.showWhole')}
        </Button>
      </Row>
    </Stack>
  );
}

function Broken({ text }: { text: string }) {
  const parts = text.match(/.{1,12}/gsu) ?? [];
  return (
    <Foreign>
      {parts.map((part, at) => (
        <Fragment key={at}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </Foreign>
  );
}
