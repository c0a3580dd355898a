import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditQuery, readFilter, writeFilter } from './filter.ts'

test('a search stands in the address and is read back as it was', () => {
  const filter = {
    from: '2026-11-01',
    to: '2026-11-22',
    role: 'healthVisitor',
    act: 'child.opened',
    purpose: 'followUp',
    person: '00000000-0000-4000-8000-0000000000a1',
    child: '00000000-0000-4000-8000-0000000000c1',
    isAboutChildren: true,
    isRefused: true,
    before: '1204',
  }
  assert.deepEqual(readFilter(writeFilter(filter)), filter)
})

test('an address that means nothing shows everything', () => {
  const nothing = readFilter('?fra=igår&rolle=<b>&handling=drop table&foer=-1&barn=241112-9990&person=x&formaal=a b')
  assert.equal(writeFilter(nothing), '')
  assert.deepEqual(auditQuery(nothing), {})
})
