import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWrite } from '../../src/platform/action/index.ts';
import { actions } from '../../src/registry.ts';
import { openEstate, type Estate } from '../access/estate.ts';
import { inputOf } from '../access/inputs.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';

let house: House;
let estate: Estate;
let worker: Person;
let operator: Pick<Person, 'call'>;
beforeAll(async () => {
  house = await openHouse();
  estate = await openEstate(house, 'SHELTER');
  worker = await house.person('SHELTER', 'case-worker');
  operator = house.operator();
});
afterAll(() => house.close());

const inject = (options: InjectOptions) => house.installation.server.inject(options);
const cookie = (person: Person): string => `palermo_session=${person.token}`;
const json = { 'content-type': 'application/json', 'x-palermo-client': 'test' };

describe('a field the caller may not set is refused and sets nothing', () => {
  const own = [
    'version',
    'agencyId',
    'createdBy',
    'importId',
    'updatedBy',
    'erasedAt',
    'storageKey',
    'constructor',
    'prototype',
  ];
  test.each(actions.filter((action) => isWrite(action) && action.spec.body !== 'file'))(
    '$spec.name',
    async (action) => {
      for (const field of own
        .filter((name) => !Object.hasOwn(action.spec.input.shape, name))
        .slice(0, action.spec.limits?.perMinute)) {
        // The command line's account has every right: nothing but the field stands against it.
        const answer = await send(operator, action, {
          ...inputOf(action, estate.ids),
          [field]: estate.ids['agencyId'],
        });
        expect([answer.status, answer.body['code']], answer.text).toEqual([400, 'unknown-field']);
      }
    },
  );
});

test('a poisoned prototype in body or query is refused and poisons nothing', async () => {
  for (const payload of [
    '{"__proto__":{"scope":"all"}}',
    '{"constructor":{"prototype":{"scope":"all"}}}',
    '{"summary":"x","__proto__":null}',
    '{"summary":"x","toString":"y"}',
  ]) {
    const answer = await inject({
      method: 'POST',
      url: '/api/cases',
      payload,
      headers: { ...json, cookie: cookie(worker) },
    });
    expect(answer.statusCode, payload).toBe(400);
  }
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[scope]']) {
    for (const query of [`${name}=all`, `${name}=all&${name}=own`]) {
      const answer = await worker.call('GET', `/api/cases?${query}`);
      expect([answer.status, answer.body['code']], query).toEqual([400, 'unknown-field']);
    }
  }
  expect(({} as Record<string, unknown>)['scope']).toBeUndefined();
});

describe('a write that another site had the browser send does nothing', () => {
  const forged: readonly (readonly [string, Record<string, string>])[] = [
    ['without the header no form can set', { 'content-type': 'application/json' }],
    ['from a foreign origin', { ...json, origin: 'https://evil.example' }],
    ['from an origin that hides', { ...json, origin: 'null' }],
    ['from an origin that is none', { ...json, origin: 'not a url' }],
    ['from an origin that looks like ours', { ...json, origin: 'http://localhost.evil.example' }],
    ['that the browser calls cross-site', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls same-site', { ...json, 'sec-fetch-site': 'same-site' }],
  ];
  test.each(forged)('%s', async (_name, headers) => {
    for (const action of actions.filter((each) => isWrite(each))) {
      const url = action.spec.path.replace(/:(\w+)/g, () => String(estate.ids['caseId']));
      const answer = await inject({
        method: action.spec.method,
        url,
        payload: '{}',
        headers: { ...headers, cookie: cookie(worker) },
      });
      expect([answer.statusCode, answer.json().code], action.spec.name).toEqual([403, 'request-forged']);
    }
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'as %s',
    async (type) => {
      for (const action of actions.filter((each) => isWrite(each))) {
        const url = action.spec.path.replace(/:(\w+)/g, () => String(estate.ids['caseId']));
        const headers = { 'content-type': type, 'x-palermo-client': 'test', cookie: cookie(worker) };
        const answer = await inject({ method: action.spec.method, url, payload: '{"summary":"x"}', headers });
        expect(answer.statusCode, action.spec.name).toBe(415);
      }
    },
  );

  test('nor is another site told that it may ask', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-palermo-client',
    };
    const answer = await inject({ method: 'OPTIONS', url: '/api/cases', headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a request out of all proportion is refused and the next one is served', () => {
  const post = (payload: string | Buffer, url = '/api/cases') =>
    inject({ method: 'POST', url, payload, headers: { ...json, cookie: cookie(worker) } });
  test('a body larger than its action takes', async () => {
    expect((await post(JSON.stringify({ summary: 'x'.repeat(2 * 1024 * 1024) }))).statusCode).toBe(413);
    const large = await inject({
      method: 'POST',
      url: '/api/session',
      headers: json,
      payload: JSON.stringify({ email: 'a@b.org', password: 'x'.repeat(900_000) }),
    });
    expect(large.statusCode).toBe(413);
  });
  test('nesting without end', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect((await post(`{"summary":${deep}}`)).statusCode).toBe(400);
    expect((await post(`{"caseIds":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`)).statusCode).toBe(400);
  });
  test('fields without number', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`field${at}`, 1]));
    const started = performance.now();
    const answer = await post(JSON.stringify(many));
    expect(answer.statusCode).toBe(400);
    expect(performance.now() - started).toBeLessThan(30_000);
    // A refusal is no echo: what it says is short however much was sent.
    expect(answer.payload.length).toBeLessThan(10_000);
  });
  test('a query without end', async () => {
    expect((await worker.call('GET', `/api/cases?text=${'x'.repeat(100_000)}`)).status).toBe(400);
    expect((await worker.call('GET', `/api/statistics?${'where=a%3Db&'.repeat(5000)}`)).status).toBe(400);
    expect((await worker.call('GET', `/api/cases/${'x'.repeat(100_000)}`)).status).toBeGreaterThanOrEqual(400);
  });
  test('a file larger than its action takes, of which nothing stays', async () => {
    const answer = await worker.call(
      'POST',
      `/api/cases/${estate.ids['caseId']}/attachments?dataClass=administrative`,
      undefined,
      {
        file: { name: 'a.csv', content: Buffer.alloc(101 * 1024 * 1024, 'a,b\n') },
      },
    );
    expect(answer.status).toBe(413);
  });
  test('and the next one is served', async () => {
    expect((await worker.call('GET', '/api/cases')).status).toBe(200);
  });
});
