/** What every kind of report begins with: the survey, the unit of the address, and what was asked. */
import type { ReactNode } from 'react'
import { Redirect, useSearch } from 'wouter'
import type { ReportUnit } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Output } from '../../client.ts'
import { Select } from '../../design/select/select.tsx'
import { readableReports } from '../home/tasks.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import type { PathPart } from '../shell/page.tsx'
import { type Kind, kindAddress } from './kind-address.ts'
import { unitLines } from './units.ts'

export type Listed = Output<'listReports'>[number]

export type KindProps = {
  readonly me: Me
  readonly listed: Listed
  readonly unit: ReportUnit
  readonly asked: Output<'getQuestionnaire'>
  /** The rest of the choice in the address. */
  readonly search: URLSearchParams
}

type KindPageProps = { readonly me: Me; readonly surveyId: string; readonly kind: Kind; readonly children: (props: KindProps) => ReactNode }

export function KindPage({ me, surveyId, kind, children }: KindPageProps) {
  const search = new URLSearchParams(useSearch())
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const listed = rows.find((row) => row.surveyId === surveyId)
        if (listed === undefined) return <MissingPage />
        const key = search.get('unit')
        if (key === null) {
          const begins = readableReports([listed], me.role)[0]?.unit ?? listed.units[0]?.unit
          return begins === undefined ? <MissingPage /> : <Redirect to={kindAddress(kind, surveyId, begins)} replace />
        }
        const unit = listed.units.find((one) => one.unit === key)
        return unit === undefined || unit.level === 'region' || unit.level === 'country' ? (
          <MissingPage />
        ) : (
          <Asked listed={listed}>{(asked) => children({ me, listed, unit, asked, search })}</Asked>
        )
      }}
    </LoadedPage>
  )
}

function Asked({ listed, children }: { readonly listed: Listed; readonly children: (asked: Output<'getQuestionnaire'>) => ReactNode }) {
  const questionnaire = useRead('getQuestionnaire', { params: { ...listed.questionnaire } })
  return <LoadedPage query={questionnaire}>{children}</LoadedPage>
}

/** Whether questions about the teaching environment are among those asked. */
export function hasEnvironment({ questionnaire }: Output<'getQuestionnaire'>): boolean {
  return questionnaire.items.some(({ isTeachingEnvironment }) => isTeachingEnvironment)
}

/** From the municipality down to the unit's parent. */
export function usePath(listed: Listed, unit: ReportUnit, kind: Kind): readonly PathPart[] {
  const { language } = useWords()
  const path: PathPart[] = []
  for (let up = parentOf(listed, unit); up !== undefined; up = parentOf(listed, up))
    if (up.level !== 'region' && up.level !== 'country')
      path.unshift({ label: unitName(up, language), href: kindAddress(kind, listed.surveyId, up.unit) })
  return path
}

function parentOf({ units }: Listed, { parent }: ReportUnit): ReportUnit | undefined {
  return parent === null ? undefined : units.find(({ unit }) => unit === parent)
}

/** Another unit, near the chosen one. */
export function UnitField({
  listed,
  unit,
  onChoose,
}: {
  readonly listed: Listed
  readonly unit: ReportUnit
  readonly onChoose: (unit: string) => void
}) {
  const { t, language } = useWords()
  const lines = unitLines(
    listed.units.filter(({ level }) => level !== 'region' && level !== 'country'),
    unit.unit,
  )
  if (lines.length < 2) return null
  return (
    <Select
      label={t('report.choose.unit')}
      options={lines.map(({ unit: one, depth }) => ({ value: one.unit, label: `${'\u2003'.repeat(depth)}${unitName(one, language)}` }))}
      value={unit.unit}
      onChange={onChoose}
    />
  )
}
