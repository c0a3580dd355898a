import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type BarChart, barChart } from './bar-chart.ts'
import type { Element } from './element.ts'
import { print } from './print.ts'

const chart: BarChart = {
  id: 'sleep',
  width: 640,
  title: 'Cirka 17 af 21 faldt let i søvn',
  description: 'Aldrig: 48 %',
  rows: [
    { label: 'Aldrig', bars: [{ percent: 48, low: 28, high: 68, label: '48 % (10)' }], comparison: 37 },
    { label: 'Næsten hver nat', bars: [{ percent: 0, low: 0, high: 15, label: '0 % (0)' }] },
  ],
  key: { interval: '95 % usikkerhed', comparison: 'resten af skolen' },
}

function all(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))]
}

const named = (drawing: Element, name: string) =>
  all(drawing).filter(({ attributes }) =>
    String(attributes.class ?? '')
      .split(' ')
      .includes(name),
  )

test('options stand in their own order, each with its label beside the bar', () => {
  const drawn = barChart(chart)
  assert.deepEqual(
    named(drawn, 'label').map(({ children }) => children[0]),
    ['Aldrig', 'Næsten hver nat'],
  )
  assert.deepEqual(
    named(drawn, 'value').map(({ children }) => children[0]),
    ['48 % (10)', '0 % (0)'],
  )
})

test('a bar is as long as its percent, and none is drawn for nobody', () => {
  const drawn = barChart(chart)
  const bars = named(drawn, 'bar')
  const track = Number(named(drawn, 'track')[0]?.attributes.width)
  assert.equal(bars.length, 1)
  assert.ok(Math.abs(Number(bars[0]?.attributes.width) - track * 0.48) < 0.1)
})

test('it is named and described for those who do not see it', () => {
  const drawn = barChart(chart)
  assert.equal(drawn.attributes.role, 'img')
  assert.equal(drawn.attributes['aria-labelledby'], 'sleep-title sleep-description')
  assert.deepEqual(
    all(drawn)
      .filter(({ tag }) => tag === 'title' || tag === 'desc')
      .map(({ attributes, children }) => [attributes.id, children[0]]),
    [
      ['sleep-title', chart.title],
      ['sleep-description', chart.description],
    ],
  )
})

test('two series are told apart without colour', () => {
  const rows = [
    {
      label: 'Aldrig',
      bars: [
        { percent: 48, low: 28, high: 68, label: 'a' },
        { percent: 30, low: 10, high: 60, label: 'b' },
      ] as const,
    },
  ]
  const drawn = barChart({ ...chart, rows })
  assert.deepEqual(
    named(drawn, 'bar').map(({ attributes }) => attributes.fill),
    ['#0b5c60', 'url(#sleep-hatch)'],
  )
  assert.equal(all(drawn).filter(({ tag }) => tag === 'pattern').length, 1)
})

test('a question answered with faces has one before each label, the saddest with brows', () => {
  const rows = (['Sur', 'Midt imellem', 'Glad'] as const).map((label, place) => ({
    label,
    face: { place, of: 3 },
    bars: [{ percent: 30, low: 20, high: 40, label: '30 % (6)' }] as const,
  }))
  for (const width of [320, 640]) {
    const drawn = barChart({ ...chart, width, rows })
    const faces = named(drawn, 'face')
    assert.deepEqual(
      faces.map(({ children }) => children.length),
      [4, 3, 3],
    )
    assert.ok(named(drawn, 'label').every(({ attributes }) => Number(attributes.x) >= 28))
  }
})

test('there is no inline style, which a page would not allow', () => {
  assert.ok(all(barChart(chart)).every(({ attributes }) => !('style' in attributes)))
})

test('at any width everything lies inside, and nothing on top of the line below', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 260, max: 1200 }),
      fc.array(
        fc.string({ minLength: 1, maxLength: 60 }).map((text) => text.replaceAll(/\s+/g, ' ').trim() || 'x'),
        { minLength: 1, maxLength: 11 },
      ),
      (width, labels) => {
        const rows = labels.map((label, index) => ({
          label,
          bars: [{ percent: index * 9, low: 0, high: 100, label: '100 % (1234)' }] as const,
          comparison: 50,
        }))
        const drawn = barChart({ ...chart, width, rows })
        const height = Number(drawn.attributes.height)
        const tracks = named(drawn, 'track')
        for (const { attributes } of tracks) {
          assert.ok(Number(attributes.x) >= 0 && Number(attributes.x) + Number(attributes.width) <= width)
          assert.ok(Number(attributes.y) >= 0 && Number(attributes.y) + Number(attributes.height) <= height)
        }
        for (const [index, { attributes }] of tracks.entries())
          assert.ok(index === 0 || Number(attributes.y) >= Number(tracks[index - 1]?.attributes.y) + 22)
      },
    ),
  )
})

test('it is printed as SVG that parses, with every sign in a label kept', () => {
  const text = print(barChart({ ...chart, title: 'Bo & "Co" <b>' }))
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  assert.match(text, /Bo &amp; &quot;Co&quot; &lt;b&gt;/)
  assert.equal((text.match(/<(?!\/)[a-z]+/g) ?? []).length, (text.match(/<\/[a-z]+>|\/>/g) ?? []).length)
})
