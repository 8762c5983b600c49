import { describe, expect, it } from 'vitest';
import { law } from '../../../tests/harness/laws.ts';
import { checkRequest, limitation, restitutionSteps } from './index.ts';

describe('dates and contents', () => {
  it('counts limitation, a request for assistance and restitution to the day and the content', () => {
    const code = law.packs.get('idn-kuhp-2023')?.pack;
    const convention = law.packs.get('untoc')?.pack;
    const restitution = law.packs.get('idn-tip-2007')?.pack.victim_rights.find(({ key }) => key === 'restitution');
    if (!code || !convention || !restitution) throw new Error('packs are missing');
    expect(limitation(code, { maxMonths: 180, date: '2010-07-01' })).toMatchObject({
      limitation_years: 18,
      clock_starts: '2010-07-02',
      last_day: '2028-07-01',
    });
    expect(limitation(code, { maxMonths: 180, life: true, date: '2010-07-01' })?.limitation_years).toBe(20);
    const contents = { requesting_authority: true, subject_and_nature_of_proceeding: true, purpose: true };
    const request = {
      ...contents,
      name_and_function_of_investigating_authority: true,
      assistance_sought_and_procedure: true,
    };
    expect(checkRequest(convention, { contents: request }, 'incoming')).toMatchObject({
      valid: false,
      missing: ['summary_of_facts'],
      warnings: ['identity_location_nationality_of_person'],
    });
    expect(
      checkRequest(convention, { type: 'service_of_judicial_documents', contents: request }, 'incoming')?.valid,
    ).toBe(true);
    expect(restitutionSteps(restitution, { judgmentNoticeOn: '2024-02-20' })[0]).toEqual({
      step: 'payment',
      on: '2024-03-05',
      days: 14,
    });
  });
});
