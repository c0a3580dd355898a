/** What waits for a person today, from what the server knows. */
import type { InstitutionRow } from '#api/organisation.ts'
import type { Role } from '#domain/access/actor.ts'
import type { Level } from '#domain/organisation/unit.ts'
import type { Output } from '../../client.ts'
import { addresses } from '../shell/navigation.ts'

type LessonRow = Output<'listLessons'>[number]
type SurveyRow = Output<'listSurveys'>[number]
type ReportRow = Output<'listReports'>[number]
type ImportRow = Output<'listRosterImports'>[number]

/** Something to do, with the address where it is done. The kind names the sentence. */
export type Task =
  | { readonly kind: 'startLesson' | 'continueLesson'; readonly href: string; readonly lesson: LessonRow }
  | { readonly kind: 'approveRoster' | 'approveRosterToo'; readonly href: string; readonly file: ImportRow }
  | { readonly kind: 'importRoster' | 'planSurvey'; readonly href: string }
  | { readonly kind: 'finishDraft' | 'closeSurvey'; readonly href: string; readonly survey: SurveyRow }

/** Lessons that go on come first, then classes that have not begun, those that must hurry most first. */
export function teacherTasks(lessons: readonly LessonRow[]): readonly Task[] {
  const running = lessons.filter(({ lesson }) => lesson?.state === 'open')
  const waiting = lessons
    .filter(({ lesson }) => lesson === null)
    .sort((a, b) => a.closesOn.localeCompare(b.closesOn) || a.className.localeCompare(b.className, 'da'))
  return [
    ...running.map((lesson): Task => ({ kind: 'continueLesson', href: `${addresses.lesson}/${lesson.lesson?.id}`, lesson })),
    ...waiting.map((lesson): Task => ({ kind: 'startLesson', href: addresses.lesson, lesson })),
  ]
}

/** Files first, for nothing is right before the roster is; then surveys whose time is over, then drafts. */
export function administratorTasks(
  institutions: readonly InstitutionRow[],
  files: readonly ImportRow[],
  surveys: readonly SurveyRow[],
  today: string,
): readonly Task[] {
  // Whoever has approved a large change waits for somebody else, and has nothing to do.
  const tasks: Task[] = files
    .filter(({ state, firstApproval }) => state === 'ready' || (state === 'awaiting-second' && firstApproval?.isOwn === false))
    .map((file) => ({
      kind: file.state === 'ready' ? 'approveRoster' : 'approveRosterToo',
      href: `${addresses.organisation}/import/${file.id}`,
      file,
    }))
  if (institutions.length === 0 && tasks.length === 0) tasks.push({ kind: 'importRoster', href: `${addresses.organisation}/import` })
  for (const survey of surveys) {
    if (survey.state === 'open' && survey.closesOn < today)
      tasks.push({ kind: 'closeSurvey', href: `${addresses.survey}/${survey.id}`, survey })
  }
  for (const survey of surveys) {
    if (survey.state === 'draft') tasks.push({ kind: 'finishDraft', href: `${addresses.survey}/${survey.id}/plan`, survey })
  }
  if (institutions.length > 0 && surveys.length === 0) tasks.push({ kind: 'planSurvey', href: `${addresses.survey}/ny` })
  return tasks
}

/**
 * Surveys that take answers now, the one that ends first on top. Somebody who belongs to certain institutions
 * sees those that ask there.
 */
export function runningSurveys(
  surveys: readonly SurveyRow[],
  today: string,
  own: readonly { readonly id: string }[] = [],
): readonly SurveyRow[] {
  const isOwn = ({ institutionIds }: SurveyRow) => own.length === 0 || own.some(({ id }) => institutionIds.includes(id))
  return surveys
    .filter((survey) => survey.state === 'open' && survey.closesOn >= today && isOwn(survey))
    .sort((a, b) => a.closesOn.localeCompare(b.closesOn))
}

/** A survey's way in for one reader, and how many classes have figures. */
export type ReadableReport = { readonly report: ReportRow; readonly unit: string; readonly openClasses: number }

/** The level a role works at, and the wider ones it may have to settle for. */
function levelsOf(role: Role): readonly Level[] {
  if (role === 'teacher') return ['class', 'yearGroup', 'institution', 'municipality']
  if (role === 'institutionLeader') return ['institution', 'municipality']
  return ['municipality', 'institution']
}

/**
 * Where a reader's report begins: at their own class, school or municipality, or, when that has no figures, at
 * the nearest unit it is part of that has. A teacher of a class of four begins at its year group and at no other.
 */
function beginningOf({ units }: ReportRow, role: Role): string | undefined {
  for (const level of levelsOf(role)) {
    const own = units.filter((unit) => unit.level === level)
    if (own.length === 0) continue
    const open = own.find(({ isOpen }) => isOpen)
    if (open !== undefined) return open.unit
    for (let up = own[0]; up !== undefined; up = units.find(({ unit }) => unit === up?.parent)) {
      if (up.isOpen && up.level !== 'region' && up.level !== 'country') return up.unit
    }
  }
  return undefined
}

/** Surveys with something open to this reader, each with the unit its report begins at. */
export function readableReports(reports: readonly ReportRow[], role: Role): readonly ReadableReport[] {
  return reports.flatMap((report) => {
    const unit = beginningOf(report, role)
    return unit === undefined
      ? []
      : [{ report, unit, openClasses: report.units.filter(({ level, isOpen }) => level === 'class' && isOpen).length }]
  })
}
