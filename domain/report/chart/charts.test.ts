/** What the six charts promise alike, and what each draws. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { barChart } from './bar-chart.ts'
import type { Element } from './element.ts'
import type { Framed } from './frame.ts'
import { histogram } from './histogram.ts'
import { intervalChart } from './interval-chart.ts'
import { wrap } from './lettering.ts'
import { lineChart } from './line-chart.ts'
import { people } from './people.ts'
import { print } from './print.ts'
import { profileChart } from './profile-chart.ts'
import { stackedBarChart } from './stacked-bar-chart.ts'

const all = (one: Element): readonly Element[] => [one, ...one.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))]
const named = (drawing: Element, name: string) =>
  all(drawing).filter((one) =>
    String(one.attributes['class'] ?? '')
      .split(' ')
      .includes(name),
  )
const said = (drawing: Element) => all(drawing).flatMap(({ children }) => children.filter((child) => typeof child === 'string'))

const framed: Framed = { id: 'it', width: 640, title: 'Flere sover godt', description: '2025/26: 60 %' }
const scale = { from: 0, to: 100, ticks: [0, 50, 100].map((at) => ({ at, label: `${at} %` })) }
const point = (value: number) => ({ value, low: value - 5, high: value + 5, label: `${value} %` })

const drawings: Readonly<Record<string, (frame: Framed) => Element>> = {
  bars: (frame) =>
    barChart({
      ...frame,
      rows: [
        { label: 'Aldrig', bars: [{ percent: 48, low: 28, high: 68, label: '48 % (10)' }] },
        { label: '5.M', bars: [], hidden: 'Skjult' },
      ],
      key: { interval: '95 % usikkerhed', hidden: 'Skjult' },
    }),
  'stacked bars': (frame) =>
    stackedBarChart({
      ...frame,
      options: ['Aldrig', 'Tit', 'Altid'],
      rows: [
        { label: '4. årgang', note: '52 svar', shares: [20, 30, 50].map((percent) => ({ percent, label: `${percent} %` })) },
        { label: '5. årgang', note: 'Skjult', shares: null },
      ],
      hidden: 'Skjult',
    }),
  dots: (frame) =>
    intervalChart({
      ...frame,
      scale,
      rows: [
        { label: 'Åsum Skole', dots: [point(60), point(40)] },
        { label: 'Øskolen', dots: [null], hidden: 'Skjult' },
      ],
      reference: { value: 55, label: 'kommunen' },
      key: { series: ['Piger', 'Drenge'], interval: '95 % usikkerhed', hidden: 'Skjult' },
    }),
  lines: (frame) =>
    lineChart({
      ...frame,
      times: ['2023/24', '2024/25', '2025/26', '2026/27'],
      scale,
      series: [{ label: 'Sover godt', points: [{ ...point(50), isImported: true }, 'hidden', point(60), point(66)] }],
      breaks: [2],
      key: { interval: '95 % usikkerhed', imported: 'hentet', break: 'ændret', hidden: 'Skjult' },
    }),
  'a histogram': (frame) =>
    histogram({
      ...frame,
      axis: 'Trin',
      steps: [
        { label: '0', percent: 20, value: '20 %', group: 0 },
        { label: '1', percent: null, value: '', group: 1 },
        { label: '2', percent: 80, value: '80 %', group: 1 },
      ],
      groups: ['Lavt', 'Højt'],
      hidden: 'Skjult',
    }),
  'a profile': (frame) =>
    profileChart({
      ...frame,
      bands: [
        { name: 'som de fleste', weight: 0 },
        { name: 'uden for', weight: 2 },
      ],
      rows: [
        {
          label: 'Søvn',
          lanes: [
            {
              label: 'Mor',
              shape: 'circle',
              words: '8 · uden for',
              range: { from: 0, to: 10 },
              bands: [
                { from: 0, to: 5, weight: 0 },
                { from: 6, to: 10, weight: 2 },
              ],
              value: 8,
              before: 4,
            },
          ],
        },
      ],
    }),
}

for (const [name, draw] of Object.entries(drawings)) {
  test(`${name}: one picture, named and described, without inline style or doubled ids`, () => {
    const drawing = draw(framed)
    assert.deepEqual(
      [drawing.attributes['role'], drawing.attributes['aria-labelledby'], drawing.attributes['direction']],
      ['img', 'it-title it-description', 'ltr'],
    )
    assert.deepEqual(said(drawing).slice(0, 2), [framed.title, framed.description])
    assert.ok(all(drawing).every(({ attributes }) => !('style' in attributes)))
    const ids = all(drawing).flatMap(({ attributes }) => attributes['id'] ?? [])
    assert.equal(new Set(ids).size, ids.length)
    assert.doesNotMatch(print(drawing), /NaN|undefined|Infinity/)
  })

  test(`${name}: every weave that is used is there`, () => {
    const text = print(draw(framed))
    for (const [, id] of text.matchAll(/url\(#([^)]+)\)/g)) assert.ok(text.includes(`id="${id}"`), id)
  })

  test(`${name}: from the right, every shape is on the other side and no word is mirrored`, () => {
    const drawing = draw({ ...framed, direction: 'rtl' })
    assert.equal(drawing.attributes['direction'], 'rtl')
    const [, , group] = drawing.children as readonly Element[]
    assert.equal(group?.attributes['transform'], 'matrix(-1 0 0 1 640 0)')
    const words = all(drawing).filter(({ tag }) => tag === 'text')
    assert.ok(words.length > 0 && words.every(({ attributes }) => String(attributes['transform']).startsWith('matrix(-1 0 0 1 ')))
    assert.deepEqual(said(drawing), said(draw(framed)))
  })

  test(`${name}: at any width words begin and shapes lie inside`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 260, max: 1900 }), (width) => {
        for (const { tag, attributes } of all(draw({ ...framed, width }))) {
          const x = Number(attributes['x'] ?? 0)
          assert.ok(x >= 0 && x <= width, `${tag} at ${x} of ${width}`)
          if (tag === 'rect')
            assert.ok(x + Number(attributes['width']) <= width + 1, `${tag} to ${x + Number(attributes['width'])} of ${width}`)
        }
      }),
    )
  })
}

test('what is hidden is an empty place with a word, and no figure', () => {
  for (const name of ['bars', 'stacked bars', 'dots', 'lines', 'a histogram']) {
    const drawing = drawings[name]?.(framed) ?? assert.fail(name)
    // One in the drawing and one in the key.
    assert.equal(named(drawing, 'blank').length, 2, name)
    assert.ok(said(drawing).includes('Skjult'), name)
  }
})

test('no guide line crosses the words of a point, however high the point is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }), fc.boolean(), (values, areTwo) => {
      const times = values.map((_, place) => String(2020 + place))
      const series = { label: 'Åsum', points: values.map((value) => point(value)) }
      const both = areTwo ? [series, { ...series, label: 'Bakke' }] : [series]
      const drawing = lineChart({
        ...framed,
        times,
        scale: { ...scale, ticks: [0, 50, 100].map((at) => ({ at, label: `${at} %` })) },
        series: both,
      })
      for (const label of named(drawing, 'value'))
        for (const guide of named(drawing, 'guide')) {
          const [, left, height, length] = /M([\d.]+) ([\d.]+)h([\d.]+)/.exec(String(guide.attributes['d'])) ?? []
          const [x, foot] = [Number(label.attributes['x']), Number(label.attributes['y'])]
          const isBeside = x > Number(left) + Number(length)
          assert.ok(isBeside || Number(height) >= foot + 3 || Number(height) <= foot - 13, `${values.join()}: ${height} crosses ${foot}`)
        }
    }),
  )
})

test('no line leads across a break, nor across what is hidden or imported from elsewhere without a mark', () => {
  const drawing = drawings['lines']?.(framed) ?? assert.fail()
  const [line] = named(drawing, 'line')
  assert.equal(String(line?.attributes['d']).match(/M/g)?.length, 1, 'only from the third time to the fourth')
  assert.equal(named(drawing, 'break').length, 1)
  assert.equal(named(drawing, 'hollow').length, 2, 'the imported point, and its key')
})

test('a stacked bar is whole, whatever rounding has done to its parts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 5 }).filter((shares) => shares.some((one) => one > 0)),
      (percents) => {
        const drawing = stackedBarChart({
          ...framed,
          options: percents.map(String),
          rows: [{ label: 'x', note: '', shares: percents.map((percent) => ({ percent, label: `${percent} %` })) }],
        })
        const [row] = named(drawing, 'row')
        const track = Number(named(drawing, 'track')[0]?.attributes['width'])
        const parts = row ? named(row, 'bar') : []
        const total = parts.reduce((sum, { attributes }) => sum + Number(attributes['width']), 0)
        assert.ok(Math.abs(total - track) < 0.1)
        assert.equal(parts.length, percents.filter((percent) => percent > 0).length)
      },
    ),
  )
})

test('a word too long for its line is broken, and no letter is lost', () => {
  assert.deepEqual(wrap('Undervisningsmiljøet er godt', 10), ['Undervisn-', 'ingsmiljø-', 'et er godt'])
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zæøå ]{1,80}$/), fc.integer({ min: 4, max: 30 }), (words, characters) => {
      const lines = wrap(words, characters)
      assert.ok(lines.every(({ length }) => length <= characters))
      assert.equal(lines.join('').replaceAll(/[- ]/g, ''), words.replaceAll(' ', ''))
    }),
  )
})

test('people are as many as they are of, and full as many as they count, at most ten to a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 260, max: 900 }), (of, some, width) => {
      const count = Math.min(of, some)
      const drawing = people({ ...framed, width, count, of })
      assert.equal(named(drawing, 'mark').length, of)
      assert.equal(named(drawing, 'hollow').length, of - count)
      const rows = new Set(
        named(drawing, 'mark').map(({ attributes }) => /translate\(\S+ (\S+)\)/.exec(String(attributes['transform']))?.[1]),
      )
      assert.ok(rows.size >= Math.ceil(of / 10))
      assert.ok(Number(drawing.attributes['height']) > 40)
    }),
  )
})
