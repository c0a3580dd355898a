/** Trends taken away. What is on the page is taken as it is, for it has been read and written down already; the rest the server makes. */
import { trendCsv } from '#domain/report/trend-rows.ts'
import type { TrendsReading } from '#domain/report/trends-reading.ts'
import { useReportWords } from './report-words.ts'
import { type Files, type TakeAway, useTakeAway } from './take-away.tsx'

export function useTrendFiles(made: Pick<Files, 'pdf' | 'xlsx'>, reading: TrendsReading, found: object): TakeAway {
  const words = useReportWords()
  return useTakeAway(
    { ...made, csv: async () => trendCsv(reading.rows, words), json: async () => JSON.stringify(found, null, 2) },
    reading.title,
  )
}
