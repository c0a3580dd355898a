/** An import that speaks of everything, as the contract answers it: for looking at the page, with invented people. */
import type { RosterImport } from '#api/organisation.ts'

type Change = RosterImport['changes'][number]

const change = (section: Change['section'], what: Change['what'], name: string, more: Partial<Change> = {}): Change => ({
  section,
  what,
  name,
  isProtected: false,
  child: null,
  institution: 'Stenhøj Skole',
  className: null,
  fields: [],
  ...more,
})

const counts = (added: number, changed: number, gone: number, same: number) => ({ new: added, changed, gone, same })

const changes: readonly Change[] = [
  change('families', 'gone', 'Rasmus Ørskov-Lund', { child: 'Astrid Ørskov-Lund', className: '5.A' }),
  change('families', 'gone', 'Pernille Skovmand', { isProtected: true, child: 'Villads Skovmand', className: '2.B' }),
  change('families', 'changed', 'Bente Korsholm', {
    child: 'Aia Korsholm',
    className: '4.A',
    fields: [{ field: 'custodyUntil', from: '', to: '2027-03-01' }],
  }),
  change('families', 'new', 'Jens-Peter Nyborg', { child: 'Frida Nyborg', className: '0.A' }),
  change('pupils', 'gone', 'Malthe Højgaard', { className: '7.B' }),
  change('pupils', 'changed', 'Villads Skovmand', {
    isProtected: true,
    className: '2.B',
    fields: [{ field: 'protection', from: 'open', to: 'protected' }],
  }),
  change('pupils', 'changed', 'Alma Lindegaard', {
    className: '5.A',
    institution: 'Møllebakkens Skole',
    fields: [
      { field: 'institution', from: 'Lyngholm Landsbyskole', to: 'Møllebakkens Skole' },
      { field: 'className', from: '5.A', to: '5.A' },
    ],
  }),
  change('pupils', 'new', 'Frida Nyborg', { className: '0.A' }),
  change('staff', 'new', 'Lone Sandholt', {
    institution: '',
    fields: [
      { field: 'role', from: '', to: 'healthVisitor' },
      { field: 'classNames', from: '', to: 'Møllebakkens Skole 5.A, Stenhøj Skole 5.A' },
    ],
  }),
]

export const wholeRoster: Partial<RosterImport> = {
  state: 'ready',
  changes: [...changes],
  movedUp: [
    { institution: 'Møllebakkens Skole', from: '4.A 2026/27', to: '5.A', pupils: 23 },
    { institution: 'Stenhøj Skole', from: '4.A 2026/27', to: '5.A', pupils: 21 },
  ],
  summary: {
    kind: 'several',
    source: 'stil',
    encoding: null,
    separator: null,
    lines: 1284,
    counts: counts(3, 3, 3, 1208),
    sections: [
      { section: 'institutions', counts: counts(0, 0, 0, 6) },
      { section: 'pupils', counts: counts(1, 2, 1, 402) },
      { section: 'families', counts: counts(1, 1, 2, 741) },
      { section: 'staff', counts: counts(1, 0, 0, 59) },
    ],
    newInstitutions: 0,
    newClasses: 2,
    movedUp: { classes: 2, pupils: 44 },
    identified: 12,
    renumbered: 1,
    protected: 2,
    leftOut: 318,
    custodyEnds: 2,
    custodyBegins: 0,
    successions: [
      { from: '881004', fromName: 'Lyngholm Landsbyskole', to: '881002', toName: 'Møllebakkens Skole', pupils: 58, of: 60 },
      { from: '881051', fromName: 'Solstrålen', to: '881050', toName: 'Børnehuset Mælkevejen', pupils: 31, of: 31 },
    ],
    needsSecond: ['merged-institutions'],
    findings: [{ line: null, name: 'groups-not-used', values: { count: '14' }, level: 'warning' }],
    moreFindings: 0,
  },
}
