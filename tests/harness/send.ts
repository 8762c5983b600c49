import { isWrite, pathParameters, type Action } from '../../src/platform/action/index.ts';
import type { Answer, Person } from './house.ts';

/** Sends an input to an action as the client would: path parameters into the path, the rest into query or body. */
export function send(
  person: Pick<Person, 'call'>,
  { spec }: Action,
  input: Record<string, unknown>,
  ifMatch = 1,
): Promise<Answer> {
  const rest = { ...input };
  let path = spec.path;
  for (const name of pathParameters(spec.path)) {
    path = path.replace(`:${name}`, encodeURIComponent(String(rest[name]).toWellFormed()));
    delete rest[name];
  }
  const options = spec.versioned ? { ifMatch } : {};
  if (spec.body === 'file')
    return person.call(spec.method, path + queryOf(rest), undefined, {
      ...options,
      file: { name: 'list.csv', content: 'a,b\n1,2\n' },
    });
  if (!isWrite({ spec })) return person.call(spec.method, path + queryOf(rest), undefined, options);
  return person.call(spec.method, path, Object.keys(rest).length > 0 ? rest : undefined, options);
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : [value].flat().map((item): [string, string] => [name, typeof item === 'string' ? item : JSON.stringify(item)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
