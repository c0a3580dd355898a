/** Laws of the whole difference, held against a database: rosters of anything, one after the other. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Roster } from '#domain/access/staff-roster.ts'
import { child, parentOf, playRosters, type RosterPlay, type Shown, worker } from '../../tests/roster-play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'

let database: TestDatabase
let play: RosterPlay

before(async () => {
  database = await openTestDatabase()
  play = await playRosters(database)
})
after(() => database[Symbol.asyncDispose]())

const places = fc.constantFrom('X81101', 'X81102')
const pupil = fc.record({
  who: fc.integer({ min: 0, max: 7 }),
  hasCpr: fc.boolean(),
  hasLogin: fc.boolean(),
  name: fc.constantFrom('Åse Ærø', 'Bo Å', 'Åse Ærø-Lund'),
  institution: places,
  className: fc.constantFrom('4.A', '5.A', '5.B'),
  isProtected: fc.option(fc.boolean()),
})
const contact = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  child: fc.nat({ max: 7 }),
  hasCpr: fc.boolean(),
  hasCustody: fc.boolean(),
  until: fc.option(fc.constantFrom('2026-01-01', '2030-01-01')),
})
const member = fc.record({ who: fc.integer({ min: 0, max: 3 }), institution: places, leads: fc.option(fc.constantFrom('4.A', '5.A')) })

type Given = {
  readonly pupils: {
    who: number
    hasCpr: boolean
    hasLogin: boolean
    name: string
    institution: string
    className: string
    isProtected: boolean | null
  }[]
  readonly contacts: { who: number; child: number; hasCpr: boolean; hasCustody: boolean; until: string | null }[]
  readonly staff: { who: number; institution: string; leads: string | null }[]
  readonly speaks: { contacts: boolean; staff: boolean }
}
const given: fc.Arbitrary<Given> = fc.record({
  pupils: fc.uniqueArray(pupil, { minLength: 1, maxLength: 6, selector: ({ who }) => who }),
  contacts: fc.uniqueArray(contact, { maxLength: 6, selector: ({ who, child: of }) => `${who} ${of}` }),
  staff: fc.uniqueArray(member, { minLength: 1, maxLength: 3, selector: ({ who }) => who }),
  speaks: fc.record({ contacts: fc.boolean(), staff: fc.boolean() }),
})

function rosterOf({ pupils, contacts, staff, speaks }: Given): Partial<Roster> {
  const children = pupils.map(({ who, hasCpr, hasLogin, name, institution, className, isProtected }) =>
    child(name, {
      ...(hasCpr ? { cpr: `0${who + 1}02124${String(who).padStart(3, '0')}` } : {}),
      sourceId: `b${who}`,
      uniLogin: hasLogin ? `barn000${who}` : null,
      institution,
      institutionName: 'Solskolen',
      className,
      isProtected,
    }),
  )
  return {
    pupils: children,
    ...(speaks.contacts && {
      contacts: contacts.flatMap(({ who, child: of, hasCpr, hasCustody, until }) => {
        const own = children[of % children.length]
        if (own === undefined) return []
        return [
          parentOf(own, `Voksen ${who}`, {
            ...(hasCpr ? { cpr: `0101804${who}00` } : {}),
            uniLogin: `voks000${who}`,
            hasCustody,
            custodyUntil: until,
          }),
        ]
      }),
    }),
    ...(speaks.staff && {
      staff: staff.map(({ who, institution, leads }) =>
        worker(`Ansat ${who}`, `ansa000${who}`, { institution, classNames: leads === null ? null : [leads] }),
      ),
    }),
  }
}

const told = ({ summary }: Shown) => ({
  sections: summary?.sections,
  identified: summary?.identified,
  renumbered: summary?.renumbered,
  protected: summary?.protected,
  leftOut: summary?.leftOut,
  ends: summary?.custodyEnds,
  begins: summary?.custodyBegins,
})
const reversed = <T>(list: readonly T[]): readonly T[] => list.toReversed()
const otherOrder = (roster: Partial<Roster>): Partial<Roster> => ({
  ...roster,
  ...(roster.pupils && { pupils: reversed(roster.pupils) }),
  ...(roster.contacts && { contacts: reversed(roster.contacts) }),
  ...(roster.staff && { staff: reversed(roster.staff) }),
})

test(
  'the order of lines is irrelevant, and once carried out a roster changes nothing more, whatever it speaks of',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(given, async (each) => {
        const roster = rosterOf(each)
        const [one, other] = [await play.read(roster), await play.read(otherOrder(roster))]
        fc.pre(one.state === 'ready')
        assert.equal(other.state, 'ready')
        assert.deepEqual(told(other), told(one))
        await play.discard(one.id)
        await play.discard(other.id)
        await play.carryOut(roster)
        const again = await play.read(otherOrder(roster))
        assert.equal(again.state, 'ready')
        for (const { section, counts } of again.summary?.sections ?? []) {
          assert.deepEqual([section, counts.new, counts.changed, counts.gone], [section, 0, 0, 0])
        }
        const { identified, renumbered, newClasses, newInstitutions } = again.summary ?? {}
        assert.deepEqual([identified, renumbered, newClasses, newInstitutions], [0, 0, 0, 0])
        await play.discard(again.id)
      }),
      { numRuns: 12 },
    )
  },
)
