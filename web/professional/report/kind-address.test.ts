import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportUnit } from '#api/report.ts'
import { institutionAbove, kindAddress } from './kind-address.ts'

test('the address of a kind carries the unit, and leaves out what is usual', () => {
  assert.equal(kindAddress('basic', 's', 'class:1'), '/rapporter/s?unit=class:1')
  assert.equal(
    kindAddress('keyFigures', 's', 'municipality', { compare: '', indicators: 'a,b' }),
    '/rapporter/s/noegletal?unit=municipality&indicators=a,b',
  )
})

test('a class lies in its institution, whatever lies between, and a municipality in none', () => {
  const unit = (key: string, level: string, parent: string | null) => ({ unit: key, level, parent }) as ReportUnit
  const units = [
    unit('municipality', 'municipality', null),
    unit('i', 'institution', 'municipality'),
    unit('y', 'yearGroup', 'i'),
    unit('c', 'class', 'y'),
  ]
  assert.equal(institutionAbove(units, 'c')?.unit, 'i')
  assert.equal(institutionAbove(units, 'i')?.unit, 'i')
  assert.equal(institutionAbove(units, 'municipality'), undefined)
  assert.equal(institutionAbove(units, 'gone'), undefined)
})
