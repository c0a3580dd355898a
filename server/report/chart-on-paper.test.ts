import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { lineChart } from '#domain/report/chart/line-chart.ts'
import { print } from '#domain/report/chart/print.ts'
import { chartOnPaper } from './chart-on-paper.ts'

const bar = { percent: 48, low: 30, high: 67, label: '48 % (10)' }
const drawing = barChart({
  id: 'a',
  width: 860,
  title: 'Titel',
  description: 'Beskrivelse',
  rows: [
    { label: 'Hver dag & aften', bars: [bar, { ...bar, label: '52 % (11)' }], comparison: 40 },
    { label: 'Et svar der er så langt at det aldrig kan stå på en enkelt linje ved siden af sin søjle', bars: [], hidden: 'Vises ikke' },
  ],
  key: { series: ['Piger', 'Drenge'], interval: '95 % usikkerhed', comparison: 'Regionen' },
})
const onPaper = chartOnPaper(drawing)

test('every word of a chart stands on paper where the drawing has it, and is left out of the picture', () => {
  const places = [...print(drawing).matchAll(/x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<\/(?:text|tspan)>/g)]
  assert.deepEqual(
    onPaper.words.map(({ x, y, text }) => `${x} ${y} ${text.replace('&', '&amp;')}`),
    places.map(([, x, y, text]) => `${x} ${y} ${text}`),
  )
  assert.ok(onPaper.words.some(({ text }) => text === 'Hver dag & aften'))
  assert.ok(onPaper.words.filter(({ text }) => /svar|søjle/.test(text)).length > 1, 'a long label on several lines')
  assert.ok(onPaper.words.every(({ fill }) => /^#[0-9a-f]{6}$/.test(fill)))
  assert.doesNotMatch(onPaper.svg, /<text|<tspan/)
})

test('words that end or have their middle where they are told to do so on paper too', () => {
  const point = { value: 40, low: 30, high: 50, label: '40 %' }
  const lines = chartOnPaper(
    lineChart({
      id: 'b',
      width: 860,
      title: 'Titel',
      description: 'Beskrivelse',
      times: ['2025/26'],
      scale: { from: 0, to: 100, ticks: [{ at: 0, label: '0 %' }] },
      series: [{ label: 'Alle', points: [point] }],
      key: { interval: '95 % usikkerhed' },
    }),
  )
  assert.deepEqual(
    lines.words.map(({ text, before }) => [text, before]),
    [
      ['0 %', 1],
      ['2025/26', 0.5],
      ['40 %', 0.5],
      ['95 % usikkerhed', 0],
    ],
  )
  assert.ok(onPaper.words.every(({ before }) => before === 0))
})

test('all its shapes are in the picture, which is as large as the drawing', () => {
  const shapes = (svg: string) => svg.match(/<(?:rect|path|pattern)\b/g)?.length
  assert.equal(shapes(onPaper.svg), shapes(print(drawing)))
  assert.match(onPaper.svg, new RegExp(`viewBox="0 0 ${onPaper.width} ${onPaper.height}"`))
})
