import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledgerQuery, readLedgerFilter, writeLedgerFilter } from './ledger-filter.ts'

test('what is searched for in the ledger stands in the address, and is asked of the server as it stands', () => {
  const address = '?til=teacher&form=pdf&undersoegelse=mellemtrin+2.0+2026&foer=1790000000000000-ab-teacher-pdf'
  const filter = readLedgerFilter(address)
  assert.equal(writeLedgerFilter(filter), address)
  assert.deepEqual(ledgerQuery(filter), {
    audience: 'teacher',
    form: 'pdf',
    wave: 'mellemtrin 2.0 2026',
    before: '1790000000000000-ab-teacher-pdf',
  })
  assert.equal(writeLedgerFilter(readLedgerFilter('')), '')
})

test('what an address can not mean is left out', () => {
  const filter = readLedgerFilter('?til=../x&form=fax&undersoegelse=<script>&foer=i-gaar')
  assert.deepEqual(ledgerQuery(filter), {})
})
