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

export const rosterKinds = ['pupils', 'staff', 'institutions'] as const

export const RosterSummary = z
  .object({
    /** Null when the header could not be recognised. */
    kind: z.enum(rosterKinds).nullable(),
    encoding: z.enum(['utf-8', 'windows-1252']),
    separator: z.enum([',', ';']),
    lines: z.int(),
    /** How many of each: institutions, classes, people. */
    counts: z.object({ new: z.int(), changed: z.int(), gone: z.int(), same: z.int() }),
    newInstitutions: z.int(),
    newClasses: z.int(),
    findings: z.array(RosterFinding),
    /** Findings beyond those listed. */
    moreFindings: z.int(),
  })
  .meta({ id: 'RosterSummary' })

export const RosterChange = z.object({
  what: z.enum(['new', 'changed', 'gone']),
  /** Shown to the administrator who imports, kept as ciphertext until then. */
  name: z.string(),
  institution: z.string(),
  className: z.string().nullable(),
  /**
   * Fields that change: from → to; empty for gone and for new pupils. Somebody new on the staff has the role
   * they get, so that whoever approves sees it. Sex, role and kind are codes; CPR never appears.
   */
  fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
})

export const RosterImport = z
  .object({
    id: z.uuid(),
    state: z.enum(['reading', 'ready', 'refused', 'applying', 'applied', 'discarded', 'failed']),
    createdAt: z.iso.datetime(),
    /** 0 to 1, of the reading or the applying that is going on. */
    progress: z.number(),
    summary: RosterSummary.nullable(),
    /** The first of each kind of change, at most 100 in all; only while it waits for approval. */
    changes: z.array(RosterChange),
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
  output: z.array(RosterImport.omit({ changes: true })),
})

export const approveRosterImport = operation({
  method: 'POST',
  path: '/roster-imports/:id/approve',
  summary: 'Carry out what the preview showed',
  login: 'staff',
  act: 'roster.import',
  audit: 'roster.approved',
  params: importId,
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
