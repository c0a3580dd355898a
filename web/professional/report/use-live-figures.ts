/**
 * An open report follows what is sealed: while the survey is open and the page can be seen, it asks a small question every few seconds,
 * and fetches the figures anew when the answer is another. What the reader holds, scroll and focus, stays.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReportUnit } from '#api/report.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Language } from '#domain/text/text.ts'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { sealedSince } from './sealed-since.ts'

type Listed = Output<'listReports'>[number]

const askEveryMs = 3_000

/** Questions whose answers change when something is sealed. */
const ofFigures = ['listReports', 'getReport', 'getKeyFigures', 'getNeedsOverview', 'getTrend', 'getTrendBoard']

/** What is new since the page was opened, in words; empty until something is. */
export function useLiveFigures(listed: Listed, unit: string): string {
  const { t, list, language } = useWords()
  const client = useQueryClient()
  const { data } = useRead(
    'getReportVersion',
    { params: { surveyId: listed.surveyId }, query: { unit } },
    { isEnabled: listed.state !== 'sealed', everyMs: (known) => (known?.isFinal === true ? false : askEveryMs) },
  )
  const place = `${listed.surveyId} ${unit}`
  const seen = useRef<{ readonly place: string; readonly version: string }>(undefined)
  const before = useRef<readonly ReportUnit[]>(undefined)
  const [news, setNews] = useState<{ readonly place: string; readonly words: string }>()

  useEffect(() => {
    if (data === undefined) return
    const last = seen.current
    seen.current = { place, version: data.version }
    if (last === undefined || last.place !== place || last.version === data.version) return
    before.current ??= listed.units
    void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => ofFigures.includes(String(name)) })
  }, [client, data, listed.units, place])

  useEffect(() => {
    if (before.current === undefined || before.current === listed.units) return
    const changed = sealedSince(before.current, listed.units)
    before.current = undefined
    const names = changed.map((one) => nameOf(one, listed.units, language))
    setNews({ place, words: names.length === 0 ? t('kinds.live.some') : t('kinds.live', { units: list(names) }) })
  }, [language, list, listed.units, place, t])

  return news?.place === place ? news.words : ''
}

/** "4.B", or "4. årgang, Åsum Skole" for who sees no class. */
function nameOf(unit: ReportUnit, units: readonly ReportUnit[], language: Language): string {
  const name = unitName(unit, language)
  const above = unit.level === 'yearGroup' ? units.find((one) => one.unit === unit.parent) : undefined
  return above ? `${name}, ${unitName(above, language)}` : name
}
