import type { Operation } from '@canbao/http-contract/operation';
import { z, type ZodType } from 'zod';

import { operations } from './contract.ts';

type Json = { readonly [key: string]: unknown };

/** OpenAPI 3.1 of the contract, member for member the same on every machine: apps/api/openapi.json is compared with it. */
export function openapiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { name, operation } of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationJson(name, operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '参保 canbao', version: '1', description: '城乡居民医保征缴。 Resident insurance collection.' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'canbao_session' } },
      schemas: { Problem: problemJson },
    },
  };
}

function operationJson(name: string, operation: Operation): Json {
  return {
    operationId: name,
    summary: operation.summary,
    'x-roles': operation.roles,
    'x-scope': operation.scope,
    security: operation.roles === 'public' ? [] : [{ session: [] }],
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...keyParameter(operation)],
    ...(operation.body ? { requestBody: { required: true, content: bodyContent(operation, operation.body) } } : {}),
    responses: {
      200: {
        description: '办理结果 answer',
        content: answerContent(operation),
      },
      default: {
        description: '未办理的原因 problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const fileContent: Json = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

const bodyContent = ({ takesFile }: Operation, body: ZodType): Json =>
  takesFile === true ? fileContent : { 'application/json': { schema: schemaOf(body, 'input') } };

function answerContent({ answer, givesFile, isStream }: Operation): Json {
  if (givesFile === true) return fileContent;
  const mediaType = isStream === true ? 'text/event-stream' : 'application/json';
  return { [mediaType]: { schema: schemaOf(answer, 'output') } };
}

const pathParameters = ({ path }: Operation): readonly Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: Operation): readonly Json[] {
  if (query === undefined) return [];
  const { properties, required } = schemaOf(query, 'input') as {
    readonly properties?: Record<string, Json>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required?.includes(name) === true,
    schema,
  }));
}

const keyParameter = ({ method }: Operation): readonly Json[] =>
  method === 'POST'
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }]
    : [];

function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return json;
}

const problemJson: Json = {
  type: 'object',
  required: ['type', 'status', 'title', 'detail', 'remedy'],
  properties: {
    type: { type: 'string', pattern: '^/problems/[a-z-]+/[a-z-]+$' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    remedy: { type: 'string' },
    field: { type: 'string' },
    row: { type: 'integer', minimum: 1 },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind', 'count', 'detail'],
        properties: {
          unit: { type: 'string' },
          kind: { type: 'string' },
          count: { type: 'integer' },
          detail: { type: 'string' },
        },
      },
    },
  },
};
