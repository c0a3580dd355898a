import assert from 'node:assert/strict'
import { test } from 'node:test'
import texts from '#content/texts/organisation.da.json' with { type: 'json' }
import { readRosterHeader } from '#domain/organisation/roster-header.ts'
import { readStaff } from '#domain/access/staff-roster.ts'
import { readInstitutions, readPupils } from '#domain/organisation/roster-rows.ts'

const readers = { institutions: readInstitutions, pupils: readPupils, staff: readStaff } as const

for (const kind of ['institutions', 'pupils', 'staff'] as const) {
  test(`the example file of ${kind} is one that we read without a remark`, () => {
    const [first = [], ...rest] = texts[`roster.example.${kind}`]
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'))
    const header = readRosterHeader(first)
    assert.equal(header.kind, kind)
    const { read, findings } = readers[kind](
      header,
      rest.map((fields, place) => ({ line: place + 2, fields })),
    )
    assert.deepEqual([...header.findings, ...findings], [])
    assert.equal(read.length, 3)
  })
}
