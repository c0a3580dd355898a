/** The contract as an OpenAPI 3.1 document, printed from the declarations. Checked in as docs/openapi.json. */
import { z } from 'zod'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { problems } from '#api/problems.ts'

type Json = Record<string, unknown>

export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const path = operation.path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(name, operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'BørnUngeLiv',
      version,
      description: 'Group figures come from sealed atoms only; there is no row-level export. Refusals are RFC 9457 problems.',
      license: { name: 'MPL-2.0', identifier: 'MPL-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-session' },
        response: { type: 'http', scheme: 'bearer', description: 'Given when a respondent enters; kept in page memory only.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string', enum: [...Object.keys(problems), 'defect'] },
            status: { type: 'integer' },
            requestId: { type: 'string' },
          },
        },
        ...Object.fromEntries([...named].toSorted(([left], [right]) => left.localeCompare(right))),
      },
    },
  }
}

function describe(name: string, operation: Operation): Json {
  return {
    operationId: name,
    summary: operation.summary,
    tags: [operation.path.split('/')[1]],
    'x-act': operation.act,
    'x-audit': operation.audit,
    security: operation.act === 'public' ? [] : operation.act === 'respondent' ? [{ response: [] }] : [{ session: [] }],
    ...parametersOf(operation),
    ...bodyOf(operation),
    responses: {
      ...answerOf(operation),
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

function parametersOf({ params, query }: Operation): Json {
  const parameters = [...parametersIn('path', params), ...parametersIn('query', query)]
  return parameters.length === 0 ? {} : { parameters }
}

function parametersIn(where: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

function bodyOf({ body, consumes }: Operation): Json {
  if (consumes) return { requestBody: { required: true, content: { [consumes]: { schema: { type: 'string', format: 'binary' } } } } }
  if (body) return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
  return {}
}

function answerOf({ output, produces }: Operation): Json {
  if (produces) return { 200: { description: 'Done', content: { [produces]: { schema: { type: 'string', format: 'binary' } } } } }
  if (output) return { 200: { description: 'Done', content: { 'application/json': { schema: schemaOf(output, 'output') } } } }
  return { 204: { description: 'Done' } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, $defs, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) named.set(name, referring(definition))
  return referring(json) as Json
}

/** Schemas with a name of their own (`.meta({ id })`) stand once, among the components. */
const named = new Map<string, unknown>()

function referring(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'), (key, value) =>
    key === 'id' && typeof value === 'string' && named.has(value) ? undefined : value,
  )
}
