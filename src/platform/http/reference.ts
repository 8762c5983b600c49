import type { z } from 'zod';
import { permissions, shippedRoles, type Permission } from '../../words/access.ts';
import type { Action } from '../action/index.ts';
import { fieldsOf } from '../action/output.ts';

/** The readable page of the API: every action with its route, fields, right and audit text. Plain HTML, no script. */
export function referencePage(actions: readonly Action[]): string {
  const groups = Map.groupBy(actions, (action) => action.spec.name.split('.')[0] ?? '');
  const contents = [...groups.keys()]
    .map((group) => `<li><a href="#${escape(group)}">${escape(group)}</a></li>`)
    .join('');
  const sections = [...groups]
    .map(
      ([group, members]) =>
        `<section id="${escape(group)}"><h2>${escape(group)}</h2>${members.map(entry).join('')}</section>`,
    )
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Palermo – API</title></head><body><header><h1>Palermo API</h1>
<p>Machine-readable: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). A write takes <code>Idempotency-Key</code>; one that changes a record takes <code>If-Match</code> with the version read. Unknown fields are refused. What is hidden and what does not exist answer alike.</p>
<nav aria-label="Contents"><ul>${contents}</ul></nav></header><main>${sections}</main></body></html>`;
}

function entry({ spec }: Action): string {
  const rows = Object.entries(fieldsOf(spec.input)).map(
    ([name, field]) => `<tr><th scope="row"><code>${escape(name)}</code></th><td>${escape(kindOf(field))}</td></tr>`,
  );
  const right =
    spec.permission in permissions
      ? `${spec.permission}: ${permissions[spec.permission as Permission]}`
      : spec.permission;
  const roles = shippedRoles
    .filter((role) => role.permissions.includes(spec.permission as Permission))
    .map((role) => role.name);
  return `<article><h3 id="${escape(spec.name)}">${escape(spec.name)}</h3><p><code>${spec.method} ${escape(spec.path)}</code></p><p>${escape(spec.summary)}</p>
<dl><dt>Right</dt><dd>${escape(right)}${roles.length > 0 ? ` (${escape(roles.join(', '))})` : ''}</dd><dt>Purpose</dt><dd>${escape(spec.purpose)}</dd><dt>Audit</dt><dd>${escape(spec.audit)}</dd>${spec.versioned ? '<dt>If-Match</dt><dd>required</dd>' : ''}</dl>
${rows.length > 0 ? `<table><caption>Input of ${escape(spec.name)}</caption><tbody>${rows.join('')}</tbody></table>` : ''}</article>`;
}

function kindOf(field: z.core.$ZodType): string {
  const def = field._zod.def as { type: string; innerType?: z.core.$ZodType };
  if (def.innerType)
    return `${kindOf(def.innerType)}${def.type === 'optional' || def.type === 'default' ? ', optional' : def.type === 'nullable' ? ' or null' : ''}`;
  return def.type;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
