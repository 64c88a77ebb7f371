/**
 * The description of the HTTP API (OpenAPI 3.1), put together from what the handlers say of themselves: the same zod
 * contracts that check requests and answers. https://spec.openapis.org/oas/v3.1.1
 */
import { z } from 'zod';
import { problemSchema } from '@/lib/http/problem-schema';
import {
  type JsonSchema,
  type Method,
  methods,
  type OpenApiDocument,
  type OpenApiOperation,
  type OpenApiParameter,
} from './contract';

/** What is described of one handler. */
export interface Operation {
  readonly role: 'anyone' | 'viewer' | 'admin';
  readonly summary: string;
  readonly query?: z.ZodType | undefined;
  readonly params?: z.ZodType | undefined;
  readonly body?: z.ZodType | undefined;
  readonly answer?: z.ZodType | undefined;
  readonly alsoAnswers?: readonly string[] | undefined;
  readonly status?: number | undefined;
}

/** Operations by path (`/api/traces/{traceId}`) and method. */
export type Paths = Readonly<Record<string, Partial<Record<Method, Operation>>>>;

const ROLE_WORDS = {
  anyone: 'No session is needed.',
  viewer: 'For everybody who is signed in.',
  admin: 'For the role admin, with the session’s token in the header X-Periplus-Token.',
} as const;

export function openApiDocument(paths: Paths, version: string): OpenApiDocument {
  const described = Object.entries(paths).map(([path, operations]) => {
    const of = methods.flatMap((method) => {
      const operation = operations[method];
      return operation === undefined ? [] : [[method, operationOf(path, method, operation)] as const];
    });
    return [path, Object.fromEntries(of)] as const;
  });
  return {
    openapi: '3.1.1',
    info: {
      title: 'Periplus',
      version,
      description:
        'The API behind the console. Rates are per second, latency is in milliseconds, shares are fractions of 1, instants are Unix seconds.',
    },
    paths: Object.fromEntries(described),
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'periplus-<PERIPLUS_INSTANCE>',
          description: 'Set by POST /api/session.',
        },
      },
    },
  };
}

function operationOf(path: string, method: Method, operation: Operation): OpenApiOperation {
  const { role, summary, query, params, body, status = 200 } = operation;
  return {
    operationId: operationId(path, method),
    summary,
    description: ROLE_WORDS[role],
    tags: [path.split('/')[2] ?? 'api'],
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [String(status)]: answerOf(operation, status),
      default: {
        description: 'A problem: what happened, and what to do.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: role === 'anyone' ? [] : [{ session: [] }],
  };
}

function answerOf(
  { answer, alsoAnswers = [] }: Operation,
  status: number,
): OpenApiOperation['responses'][string] {
  if (status === 204) return { description: 'Done; no content.' };
  const json = { 'application/json': { schema: answer === undefined ? {} : schemaOf(answer, 'output') } };
  const others = alsoAnswers.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]);
  return { description: 'The answer.', content: { ...json, ...Object.fromEntries(others) } };
}

/** Each field of an object schema is a parameter of its own. */
function parameters(schema: z.ZodType | undefined, where: 'query' | 'path'): OpenApiParameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

/** `input`: what may be sent, before defaults and transformations. What JSON Schema cannot say becomes "anything". */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** `getTracesByTraceId` for GET /api/traces/{traceId}. */
function operationId(path: string, method: Method): string {
  const words = path
    .split('/')
    .slice(2)
    .map((part) => part.replace(/^\{(?:\.\.\.)?(.*)\}$/, 'by-$1'));
  const name = words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method + name.join('');
}
