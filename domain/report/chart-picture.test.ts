import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chartPicture } from './chart-picture.ts'

const card = {
  item: 'sleep',
  heading: 'Cirka 17 af 21 <falder> let i søvn',
  question: 'Hvor tit falder du let i søvn?',
  counts: '21 svar, én sprang over',
  verdicts: ['Ingen sikker forskel fra resten af Åsum Skole'],
  chart: {
    title: 'Cirka 17 af 21',
    description: 'Ja: 81 %, 17 svar.',
    rows: [{ label: 'Ja', bars: [{ percent: 81, low: 60, high: 92, label: '81 % (17)' }] }],
  },
} as const

test('a picture says by itself what was found, of how many, and where it is from', () => {
  const svg = chartPicture(card, '5.A, Åsum Skole · Trivsel 2026')
  for (const words of [
    'Cirka 17 af 21 &lt;falder&gt; let i søvn',
    'Hvor tit falder du let i søvn? · 21 svar, én sprang over',
    '81 % (17)',
    'Ingen sikker forskel fra resten af Åsum Skole',
    '5.A, Åsum Skole · Trivsel 2026',
  ])
    assert.ok(svg.includes(words), words)
})

test('a picture is as high as what stands in it', () => {
  const height = (svg: string) => Number(/ height="(\d+)"/.exec(svg)?.[1])
  assert.ok(height(chartPicture({ ...card, heading: 'ord '.repeat(60).trim() }, 'kilde')) > height(chartPicture(card, 'kilde')) + 27)
})
