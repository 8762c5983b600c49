import { makeLink } from '../../src/features/accounts/index.ts';
import { asOwner } from '../../src/platform/store/index.ts';
import type { Answer, House, Person } from './house.ts';

/** A browser without a session yet, which keeps the cookie it is given. */
export interface Visitor extends Pick<Person, 'call'> {
  readonly token: () => string | null;
}

export function visitor(house: House): Visitor {
  let token: string | null = null;
  const call: Person['call'] = async <T>(
    ...[method, path, body, options]: Parameters<Person['call']>
  ): Promise<Answer<T>> => {
    const headers = { ...options?.headers, ...(token === null ? {} : { cookie: `palermo_session=${token}` }) };
    const answer = await house.stranger.call<T>(method, path, body, { ...options, headers });
    for (const cookie of [answer.headers['set-cookie']].flat()) {
      const given = /^palermo_session=([^;]*)/.exec(typeof cookie === 'string' ? cookie : '');
      if (given) token = given[1] || null;
    }
    return answer;
  };
  return { call, token: () => token };
}

export const testPassword = 'boats leave before dawn';

export const emailOf = (person: Pick<Person, 'userId'>): string => `${person.userId}@example.org`;

/** Gives a person of the house a password, by the way a reset goes. */
export async function givePassword(house: House, person: Pick<Person, 'userId'>, now = new Date()): Promise<void> {
  const link = await asOwner(house.database, (store) => makeLink(store, 'reset', person.userId, null, now));
  const browser = visitor(house);
  const answer = await browser.call('POST', '/api/invitations/accept', { token: link.token, password: testPassword });
  await browser.call('DELETE', '/api/session');
  if (answer.status !== 200) throw new Error(`no password was set: ${answer.text}`);
}
