import type { evaluate, NextQuestion, PenaltyRange, Reason } from '../../engines/law/index.ts';

/** An evaluation as a person reads it: what is made out, the penalty, the reasons, what to ask next. */
export function evaluationInWords(
  { result }: ReturnType<typeof evaluate>,
  reasons: readonly Reason[],
  next: NextQuestion | null,
  language: 'en' | 'id',
): string {
  const elements = Object.entries(result.elements_met).map(([name, status]) => `${name} ${String(status)}`);
  const lines = [
    `Classification: ${result.classification.join(', ') || '-'} (${result.verdict})`,
    `Elements: ${elements.join(', ') || '-'}`,
    ...result.offences.map((offence) => {
      const penalties = offence.penalties.map(penaltyInWords).join('; ');
      const withheld = offence.penalty_not_asserted ? 'penalty not asserted (not verified)' : 'no penalty set';
      const added = offence.aggravations.length > 0 ? ` + ${offence.aggravations.join(', ')}` : '';
      return `Offence: ${offence.pack}/${offence.offence}${added}: ${penalties || withheld}`;
    }),
    ...named(
      'Alternatives',
      result.alternatives.map(({ pack, offence }) => `${pack}/${offence}`),
    ),
    ...named('Not in force', result.not_in_force),
    ...(result.liable === undefined ? [] : [`Liable: ${String(result.liable)}`]),
    ...named('Bars', result.bars ?? []),
    ...named('Cannot be held against a victim', result.victim_bars),
    ...named('Additional measures', result.additional_measures),
    ...named('Flags', result.flags),
    '',
    ...reasons.map(({ text }) => `- ${text[language]}`),
    '',
    next
      ? `Ask next: ${next.field} (decides ${next.decides.join(', ')})`
      : 'Nothing left to ask that would change this.',
    'An aid to preparation, not legal advice.',
  ];
  return lines.join('\n');
}

const named = (name: string, values: readonly string[]): string[] =>
  values.length > 0 ? [`${name}: ${values.join(', ')}`] : [];

function penaltyInWords({ subject, imprisonment_months: months, fine }: PenaltyRange): string {
  const whole = new Intl.NumberFormat('en');
  const range = (from: string | null, to: string | null): string => [from ?? '', to ?? ''].join('-');
  const heaviest = months.death ? 'death' : months.life ? 'life' : months.max === null ? null : String(months.max);
  const prison =
    months.min === null && heaviest === null
      ? ''
      : ` ${range(months.min === null ? null : String(months.min), heaviest)} months`;
  const amount = (value: number | null): string | null => (value === null ? null : whole.format(value));
  const fined =
    fine.min === null && fine.max === null
      ? ''
      : `, fine ${fine.currency ?? ''} ${range(amount(fine.min), amount(fine.max))}`;
  return `${subject}${prison}${fined}`;
}
