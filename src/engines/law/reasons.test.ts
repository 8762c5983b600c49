import { describe, expect, it } from 'vitest';
import { law, adult } from '../../../tests/harness/laws.ts';
import { evaluate, nextQuestion, reasonsOf, type Facts } from './index.ts';

describe('reasons and questions', () => {
  it('prints every conclusion as a chain of facts, elements, article and source in two languages', () => {
    const [reason] = reasonsOf(evaluate(law, adult, { packs: ['idn-tip-2007'] }));
    expect(reason).toMatchObject({ kind: 'made_out', offence: '2-1', article: '2(1)', verified: { conduct: true } });
    expect(reason?.steps.map(({ element }) => element)).toEqual([
      'act',
      'means',
      'purpose',
      'exploitation_place_indonesia',
    ]);
    expect(reason?.text.id).toContain('tujuan eksploitasi: terpenuhi');
    expect(reason?.text.en).toContain('Source: Indonesian full text');
  });

  it('asks until nothing can change, never the same twice', () => {
    const packs = ['un-tip-protocol', 'idn-tip-2007', 'un-som-protocol'];
    const answers: Facts = {
      ...adult,
      illegal_entry: true,
      crossed_border: true,
      benefit: true,
      intent_to_exploit_at_entry: true,
    };
    let facts: Facts = { date_of_offence: '2022-05-10' };
    const asked: string[] = [];
    for (let question = nextQuestion(law, evaluate(law, facts, { packs }), { packs }); question;) {
      expect(asked).not.toContain(question.field);
      asked.push(question.field);
      facts = { ...facts, [question.field]: answers[question.field] ?? false };
      question = nextQuestion(law, evaluate(law, facts, { packs }), { packs });
    }
    expect(asked[0]).toBe('acts');
    expect(evaluate(law, facts, { packs }).result.verdict).toBe('both');
  });
});
