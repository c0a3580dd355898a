/** The municipality's tree, and roster files that change it. */
import { z } from 'zod'
import { operation } from './operation.ts'

export const InstitutionRow = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['school', 'daycare', 'youthEducation', 'healthService', 'youthService', 'administration']),
  number: z.string(),
  classes: z.array(z.object({ id: z.uuid(), name: z.string(), grade: z.int().nullable(), pupils: z.int() })),
})
export type InstitutionRow = z.infer<typeof InstitutionRow>

export const listInstitutions = operation({
  method: 'GET',
  path: '/institutions',
  summary: 'Institutions and their classes in the current school year',
  login: 'staff',
  act: 'organisation.read',
  audit: null,
  output: z.array(InstitutionRow),
})

/** Something about one line of a roster file. Names of findings are keys of the texts: `roster.finding.<name>`. */
export const RosterFinding = z
  .object({
    /** Line in the file, 1 is the header; null when it is about the whole file. */
    line: z.int().nullable(),
    name: z.string(),
    /** The column and value the sentence needs; never a name or a CPR number. */
    values: z.record(z.string(), z.string()),
    /** An error stops the whole file; a warning does not. */
    level: z.enum(['error', 'warning']),
  })
  .meta({ id: 'RosterFinding' })
export type RosterFinding = z.infer<typeof RosterFinding>

export const rosterKinds = ['pupils', 'contacts', 'staff', 'institutions', 'several'] as const

/** What a roster may speak of. Classes follow from pupils. */
export const rosterSections = ['institutions', 'pupils', 'families', 'staff'] as const

const RosterCounts = z.object({ new: z.int(), changed: z.int(), gone: z.int(), same: z.int() })

/** An institution that seems to have gone on as another, by number and name. */
export const RosterSuccession = z
  .object({
    from: z.string(),
    fromName: z.string(),
    to: z.string(),
    toName: z.string(),
    /** How many of its children are found there. */
    pupils: z.int(),
    of: z.int(),
  })
  .meta({ id: 'RosterSuccession' })

export const RosterSummary = z
  .object({
    /** Null when the header could not be recognised. */
    kind: z.enum(rosterKinds).nullable(),
    source: z.enum(['csv', 'xlsx', 'one-roster', 'stil']).default('csv'),
    /** Of text files alone. */
    encoding: z.enum(['utf-8', 'windows-1252']).nullable(),
    separator: z.enum([',', ';']).nullable(),
    lines: z.int(),
    /** How many of each, all sections together. */
    counts: RosterCounts,
    /** The same by section; sections that the file does not speak of are not there. */
    sections: z.array(z.object({ section: z.enum(rosterSections), counts: RosterCounts })).default([]),
    newInstitutions: z.int(),
    newClasses: z.int(),
    /** A summer: classes that go on as a class of the new school year, and the pupils who only move along. Not in the counts. */
    movedUp: z.object({ classes: z.int(), pupils: z.int() }).default({ classes: 0, pupils: 0 }),
    /** People who only become easier to know again, or can sign in: an id of the source, UNI-Login. Not in the counts. */
    identified: z.int().default(0),
    /** People whose CPR number is replaced by another. */
    renumbered: z.int().default(0),
    /** People who are protected once it is carried out. */
    protected: z.int().default(0),
    /** Grown-ups without custody, whom we do not keep. */
    leftOut: z.int().default(0),
    /** Custody that ends, and custody given of children whose family was known. */
    custodyEnds: z.int().default(0),
    custodyBegins: z.int().default(0),
    successions: z.array(RosterSuccession).default([]),
    /** Why a second administrator must approve too; empty when one is enough. */
    needsSecond: z.array(z.enum(['many-gone', 'many-custody-changes', 'merged-institutions'])).default([]),
    findings: z.array(RosterFinding),
    /** Findings beyond those listed. */
    moreFindings: z.int(),
  })
  .meta({ id: 'RosterSummary' })

export const RosterChange = z.object({
  section: z.enum(rosterSections),
  what: z.enum(['new', 'changed', 'gone']),
  /** Shown to the administrator who imports, kept as ciphertext until then. */
  name: z.string(),
  /** Name and address are protected. No address is ever shown here, protected or not. */
  isProtected: z.boolean(),
  /** Of a family: the child that it is about. */
  child: z.string().nullable(),
  institution: z.string(),
  className: z.string().nullable(),
  /**
   * Fields that change: from → to; empty for gone and for new pupils. Somebody new on the staff has the role
   * they get, so that whoever approves sees it. Sex, role, kind and protection are codes; CPR never appears.
   */
  fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
})

/** A class that moves up together. */
export const RosterMovedUp = z.object({ institution: z.string(), from: z.string(), to: z.string(), pupils: z.int() })

export const RosterImport = z
  .object({
    id: z.uuid(),
    state: z.enum(['reading', 'ready', 'awaiting-second', 'refused', 'applying', 'applied', 'discarded', 'failed']),
    createdAt: z.iso.datetime(),
    /** 0 to 1, of the reading or the applying that is going on. */
    progress: z.number(),
    summary: RosterSummary.nullable(),
    /** While a second approval is waited for: when the first was given, and whether by whoever asks. */
    firstApproval: z
      .object({
        at: z.iso.datetime(),
        isOwn: z.boolean(),
        /** Which institutions the first approver says have gone on as which others, by number. */
        successions: z.array(z.object({ from: z.string(), to: z.string() })),
      })
      .nullable(),
    /** The first of each kind of change, at most 100 of each section; only while it waits for approval. */
    changes: z.array(RosterChange),
    /** Classes that move up together, at most 100; only while it waits for approval. */
    movedUp: z.array(RosterMovedUp),
  })
  .meta({ id: 'RosterImport' })
export type RosterImport = z.infer<typeof RosterImport>

const importId = z.object({ id: z.uuid() })

export const readRoster = operation({
  method: 'POST',
  path: '/roster-imports',
  summary: 'Hand in a roster file; it is read and compared, and nothing is changed',
  login: 'staff',
  act: 'roster.import',
  audit: 'roster.read',
  consumes: 'application/octet-stream',
  output: z.object({ id: z.uuid() }),
})

export const getRosterImport = operation({
  method: 'GET',
  path: '/roster-imports/:id',
  summary: 'How far a roster import has come, and what it would change',
  login: 'staff',
  act: 'roster.import',
  audit: 'roster.viewed',
  params: importId,
  output: RosterImport,
})

export const listRosterImports = operation({
  method: 'GET',
  path: '/roster-imports',
  summary: 'The latest roster imports',
  login: 'staff',
  act: 'roster.import',
  audit: null,
  output: z.array(RosterImport.omit({ changes: true, movedUp: true })),
})

export const approveRosterImport = operation({
  method: 'POST',
  path: '/roster-imports/:id/approve',
  summary: 'Carry out what the preview showed; a large change waits for a second administrator',
  login: 'staff',
  act: 'roster.import',
  audit: 'roster.approved',
  params: importId,
  body: z
    .strictObject({
      /** Which of the suggested successions of institutions are true, by number. The first of two approvers says it. */
      successions: z.array(z.object({ from: z.string(), to: z.string() })),
    })
    .default({ successions: [] }),
})

export const discardRosterImport = operation({
  method: 'POST',
  path: '/roster-imports/:id/discard',
  summary: 'Drop a roster file without changing anything',
  login: 'staff',
  act: 'roster.import',
  audit: 'roster.discarded',
  params: importId,
})
