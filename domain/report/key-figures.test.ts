import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { chosenKeyFigures, keyFigureCards, mostKeyFigures, offeredKeyFigures } from './key-figures.ts'

const content = new URL('../../content/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, content), 'utf8'))

test('each questionnaire of ours has its usual key figures, and each of them can be one', () => {
  const usual: Readonly<Record<string, readonly string[]>> = read('key-figures.json')
  const codes = readdirSync(new URL('questionnaires/', content), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? one.name : [],
  )
  assert.deepEqual(Object.keys(usual).toSorted(), codes.toSorted())
  for (const [code, items] of Object.entries(usual)) {
    const offered = offeredKeyFigures(read(`questionnaires/${code}/questionnaire.json`) as Questionnaire)
    assert.deepEqual(
      items.filter((item) => !offered.includes(item)),
      [],
      code,
    )
    assert.ok(items.length >= 8 && items.length <= mostKeyFigures, code)
  }
})

test('they stand in the order chosen, each once, and what cannot be one is left out', () => {
  const offered = ['a', 'b', 'c']
  assert.deepEqual(chosenKeyFigures(offered, ['b', 'x'], ''), ['b'])
  assert.deepEqual(chosenKeyFigures(offered, ['b'], 'c,a,c,no'), ['c', 'a'])
  assert.deepEqual(keyFigureCards([{ item: 'a' }, { item: 'c' }], ['c', 'b', 'a']), [{ item: 'c' }, { item: 'a' }])
})

test('a question without a good side, or with several where several may be chosen, is no key figure', () => {
  const item = (code: string, kind: string, favourable: readonly string[]) => ({ code, kind, favourable })
  const items = [item('a', 'single', []), item('b', 'multiple', ['x', 'y']), item('c', 'multiple', ['x']), item('d', 'single', ['x'])]
  assert.deepEqual(offeredKeyFigures({ items } as unknown as Questionnaire), ['c', 'd'])
})
