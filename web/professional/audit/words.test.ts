import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operations } from '#api/operations.ts'
import { acts } from '#domain/access/policy.ts'
import danish from '#content/texts/audit.da.json' with { type: 'json' }

const texts: Readonly<Record<string, string>> = danish

test('every act has words, so that "who may do what" is read by people', () => {
  const missing = acts.filter((act) => texts[`audit.right.${act}`] === undefined)
  assert.deepEqual(missing, [], 'add audit.right.<act> to content/texts/audit.da.json and .en.json')
})

test('everything that is written in the log can be read in it', () => {
  const events = new Set(Object.values(operations).flatMap(({ audit }) => audit ?? []))
  const missing = [...events].filter((event) => texts[`audit.event.${event}`] === undefined)
  assert.deepEqual(missing, [], 'add audit.event.<event> to content/texts/audit.da.json and .en.json')
})
