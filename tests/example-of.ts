/** An input that an operation understands, made from its declaration: what a stranger would write after reading the contract. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'

type Schema = {
  readonly type?: string
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** How to fill text and ids; the rest follows from the declaration. */
export type Filling = { readonly text: string; readonly id: string }

export function exampleOf(schema: z.ZodType | undefined, filling: Filling = { text: 'Noget', id: randomUUID() }): unknown {
  if (schema === undefined) return undefined
  return fill(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema, filling)
}

function fill(schema: Schema, filling: Filling): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choice !== undefined) return fill(choice[0] ?? {}, filling)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, fill(value, filling)]))
    case 'array':
      return schema.prefixItems?.map((item) => fill(item, filling)) ?? [fill(schema.items ?? {}, filling)]
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return textOf(schema, filling)
    default:
      return filling.text
  }
}

function textOf({ format }: Schema, { text, id }: Filling): string {
  switch (format) {
    case 'uuid':
      return id
    case 'date':
      return '2026-12-01'
    case 'date-time':
      return '2026-12-01T08:00:00Z'
    case 'email':
      return 'nogen@kommune.example'
    case 'uri':
      return 'https://kommune.example/'
    default:
      return text
  }
}
