import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditQuery, readFilter, writeFilter } from './filter.ts'

test('a search stands in the address and is read back as it was', () => {
  const filter = {
    from: '2026-11-01',
    to: '2026-11-22',
    role: 'healthVisitor',
    act: 'child.opened',
    isAboutChildren: true,
    before: '2026-11-20T09:12:00.000Z',
  }
  assert.deepEqual(readFilter(writeFilter(filter)), filter)
})

test('an address that means nothing shows everything', () => {
  const nothing = readFilter('?fra=igår&rolle=<b>&handling=drop table&foer=1')
  assert.equal(writeFilter(nothing), '')
  assert.deepEqual(auditQuery(nothing), {})
})
