import { AbsentValue, Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';

const crimeTones: Readonly<Record<string, BadgeTone>> = { yes: 'info', suspected: 'attention' };
const riskTones: Readonly<Record<string, BadgeTone>> = { high: 'bad', medium: 'attention' };

/** Whether a case is trafficking, or smuggling: an answer of its own for each. */
export function CrimeAnswer({ answer }: { answer: string }) {
  const words = useCodeWords();
  if (answer === 'unknown' || answer === 'not-asked') return <AbsentValue absent={answer} />;
  return <Badge tone={crimeTones[answer] ?? 'neutral'}>{words.word('crime', answer)}</Badge>;
}

/** How great the danger is; null was not asked, undefined is not for this reader. */
export function RiskLevel({ risk }: { risk: string | null | undefined }) {
  const words = useCodeWords();
  if (risk === undefined) return <AbsentValue absent="withheld" />;
  if (risk === null) return <AbsentValue absent="not-asked" />;
  if (risk === 'UNKNOWN') return <AbsentValue absent="unknown" />;
  return <Badge tone={riskTones[risk] ?? 'neutral'}>{words.word('risk', risk)}</Badge>;
}

/** The state of a case. */
export function CaseStatus({ status }: { status: string }) {
  const words = useCodeWords();
  return <Badge tone={status.startsWith('closed') ? 'neutral' : 'good'}>{words.word('caseStatus', status)}</Badge>;
}
