import { z } from 'zod';
import { problems } from '../../words/problems.ts';
import { isWrite, pathParameters, type Action } from './define.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of the declared actions. Fields that carry a data class say so in `x-data-class`. */
export function openApi(actions: readonly Action[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const action of actions) {
    const path = action.spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [action.spec.method.toLowerCase()]: operation(action) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Palermo',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Every use case of Palermo. What is hidden from the caller and what does not exist answer alike.',
    },
    paths,
    components: {
      schemas: { Problem: problemSchema() },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'palermo_session' },
        operator: { type: 'http', scheme: 'bearer', description: 'The local operator’s token, from the key folder.' },
      },
    },
  };
}

function operation(action: Action): Json {
  const { spec } = action;
  const schema = jsonSchema(spec.input);
  const properties = (schema['properties'] ?? {}) as Record<string, unknown>;
  const required = new Set((schema['required'] ?? []) as string[]);
  const inPath = new Set(pathParameters(spec.path));
  const inBody = isWrite(action) && spec.body !== 'file';
  const rest = Object.keys(properties).filter((name) => !inPath.has(name));
  const parameters = [
    ...[...inPath].map((name) => ({ name, in: 'path', required: true, schema: properties[name] })),
    ...(inBody
      ? []
      : rest.map((name) => ({ name, in: 'query', required: required.has(name), schema: properties[name] }))),
    ...(spec.versioned
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: true,
            schema: { type: 'string' },
            description: 'The version being changed.',
          },
        ]
      : []),
    ...(isWrite(action)
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string' },
            description: 'The same key does the write once.',
          },
        ]
      : []),
  ];
  return {
    operationId: spec.name,
    summary: spec.summary,
    tags: [spec.name.split('.')[0]],
    parameters,
    ...(spec.body === 'file' ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(inBody && rest.length > 0
      ? {
          requestBody: {
            required: rest.some((name) => required.has(name)),
            content: { 'application/json': { schema: bodySchema(properties, rest, required) } },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done',
        content:
          spec.reply === 'file'
            ? { 'application/octet-stream': {} }
            : { 'application/json': { schema: jsonSchema(spec.output, 'output') } },
      },
      default: {
        description: 'A problem',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: spec.permission === 'anyone' ? [] : [{ session: [] }, { operator: [] }],
    'x-permission': spec.permission,
    'x-purpose': spec.purpose,
    'x-audit': spec.audit,
  };
}

function bodySchema(properties: Record<string, unknown>, names: string[], required: Set<string>): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
    required: names.filter((name) => required.has(name)),
    additionalProperties: false,
  };
}

function problemSchema(): Json {
  return {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { enum: Object.keys(problems) },
      message: { type: 'string' },
      details: {
        type: 'object',
        description: 'What stands against it: fields and remedies, both versions of a conflict.',
      },
    },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
