/** No league tables: schools and classes can hardly be told apart by their figures, and a list by figure says that they can. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { reliability, shrunken } from './shrinkage.ts'

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const files = globSync('{domain,server,web/professional}/{report,network,intervention}/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)

/** What these put in order are the questions of one group, or p-values: never groups. */
const ordersQuestions = ['finding.ts', 'needs.ts', 'in-short.ts', 'marks.ts', 'false-discovery.ts']

const value = /\b(percent|share|shares|mean|points|favourable|count|low|high|gap|figure|figures|rate|weighted)\b/

/** What stands in the brackets of each sort. */
function sortsIn(source: string): readonly string[] {
  return [...source.matchAll(/\.(?:sort|toSorted)\(/g)].map(({ index, 0: call }) => {
    let [depth, end] = [1, index + call.length]
    while (depth > 0 && end < source.length) {
      if (source[end] === '(') depth += 1
      if (source[end] === ')') depth -= 1
      end += 1
    }
    return source.slice(index, end)
  })
}

test('nothing puts classes, schools or municipalities in order by a figure, unless it is a shrunken one', () => {
  const found = files
    .filter((file) => !ordersQuestions.includes(basename(file)))
    .flatMap((file) => sortsIn(read(file)).map((sort) => `${file}: ${sort}`))
    .filter((sort) => value.test(sort.slice(sort.indexOf(': '))) && !/\bshrunken/.test(sort))
  assert.deepEqual(found, [], 'list units by name; what stands in an ordered list is shrunken (domain/report/shrinkage.ts)')
})

test('a list by figure would be found', () => {
  assert.deepEqual(sortsIn('units.toSorted((a, b) => b.share(1) - a.share(1)).map(nameOf)'), [
    '.toSorted((a, b) => b.share(1) - a.share(1))',
  ])
  assert.ok(value.test('.sort((a, b) => b.figure.favourable.percent - a.figure.favourable.percent)'))
})

test('the database hands units over by name and grade', () => {
  const orders = [...read('database/report.ts').matchAll(/orderBy\('([^']+)'/g)].map(([, column]) => column)
  assert.deepEqual(
    orders.filter((column) => !/name|grade|opensOn|schoolYear|unit|kind|step/i.test(column ?? '')),
    [],
  )
})

test('who comes first by luck alone does not when answers are shrunken', () => {
  const prior = { mean: 0.7, strength: 24 }
  const tiny = { count: 4, n: 4 }
  const school = { count: 320, n: 400 }
  assert.ok(tiny.count / tiny.n > school.count / school.n)
  assert.ok(shrunken(tiny, prior) < shrunken(school, prior))
  assert.ok(reliability(tiny.n) < 0.2 && reliability(school.n) > 0.9)
})
