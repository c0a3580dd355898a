import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Element } from '#domain/report/chart/element.ts'
import { drawBars, type PaperBars } from './bars-on-paper.ts'

const bar = (percent: number, low = percent, high = percent) => ({ percent, low, high, label: '' })
const row = (top: number, ...bars: readonly ReturnType<typeof bar>[]) => ({ top, edge: top + 30, bars, comparison: undefined })
const given: PaperBars = {
  id: 'a',
  width: 800,
  height: 100,
  headEdge: 20,
  rows: [row(40, bar(25, 20, 31), bar(50, 44, 56)), row(70, bar(0), bar(100))],
  marks: [],
}

const paths = (drawing: Element, attributes: Element['attributes']) =>
  drawing.children.flatMap((one) =>
    typeof one !== 'string' && one.tag === 'path' && Object.entries(attributes).every(([name, value]) => one.attributes[name] === value)
      ? [String(one.attributes['d'])]
      : [],
  )

test('a bar is as long as its part of the width, beneath its row, the second series hatched below the first', () => {
  const drawing = drawBars(given)
  assert.deepEqual(paths(drawing, { class: 'bar', fill: '#0b5c60' }), ['M0 40h200v10h-200z'])
  assert.deepEqual(paths(drawing, { class: 'bar second' }), ['M0 52h400v10h-400zM0 82h800v10h-800z'])
})

test('nothing of nothing has a track and no bar; the least there is can be seen', () => {
  assert.deepEqual(paths(drawBars({ ...given, rows: [row(40, bar(0))] }), { class: 'bar' }), [])
  assert.deepEqual(paths(drawBars({ ...given, rows: [row(40, bar(0.01))] }), { class: 'bar' }), ['M0 40h2v13h-2z'])
})

test('an interval reaches from its low to its high end, and a comparison stands at its percent', () => {
  const drawing = drawBars({ ...given, rows: [{ ...row(40, bar(25, 20, 31)), comparison: 60 }] })
  assert.match(paths(drawing, { stroke: '#4d5b5d' })[0] ?? '', /^M160 [\d.]+H248/)
  assert.match(paths(drawing, { stroke: '#8a5a00' })[0] ?? '', /^M480 /)
})

test('however many answers there are, shapes of a kind are one path', () => {
  const many = { ...given, rows: Array.from({ length: 30 }, (_, place) => row(place * 30, bar(10), bar(20))) }
  assert.equal(drawBars(many).children.length, drawBars(given).children.length)
})
