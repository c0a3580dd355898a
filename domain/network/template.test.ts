import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { holdsCpr } from './no-child.ts'
import { templateKinds } from './template-kinds.ts'
import { Template } from './template-schema.ts'

const folder = new URL('../../content/templates/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const templates = files.map((name) => ({ name, template: Template.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))) }))

test('each template is found by its code', () => {
  for (const { name, template } of templates) assert.equal(name, `${template.code}.json`)
})

test('there are letters, agendas and plans', () => {
  for (const kind of templateKinds) assert.ok(templates.filter(({ template }) => template.kind === kind).length >= 2, kind)
})

test('both languages have the same paragraphs and the same places to fill in', () => {
  const places = (body: readonly string[]) => body.map((line) => (line.match(/\[[^\]]+\]/g) ?? []).length)
  for (const { template } of templates) {
    const { da, en } = template.texts
    assert.deepEqual(places(da.body), places(en.body), template.code)
  }
})

test('no template holds a number of a person, or promises what is never promised', () => {
  for (const { template } of templates) {
    for (const text of Object.values(template.texts)) {
      const words = [text.title, text.purpose, ...text.body].join(' ')
      assert.equal(holdsCpr(words), false)
      assert.doesNotMatch(words, /anonym/i)
    }
  }
})
