/** Trends as a tagged PDF: exactly what the page tells, in the same words, with what paper has to say by itself. */
import { lineChart } from '#domain/report/chart/line-chart.ts'
import type { TrendReading } from '#domain/report/trend-reading.ts'
import { chartOnPaper } from './chart-on-paper.ts'
import { keptDocument } from './kept-document.ts'
import type { ToldTrends } from './told-trends.ts'
import { trendTemplate } from './trend-template.ts'

export function trendDocument(told: ToldTrends): Promise<Uint8Array> {
  return keptDocument(trendTemplate, trendPages(told))
}

/** As wide as the text on A4, and as the half of it, in the pixels that lettering is measured in. */
const [wholeWidth, halfWidth] = [860, 415]

function trendPages({ reading, address, words: { t } }: ToldTrends) {
  const isBoard = reading.parts.some(({ heading }) => heading !== null)
  const survey = reading.facts.find(({ fact }) => fact === 'survey')?.said ?? ''
  return {
    language: reading.language,
    title: reading.title,
    survey,
    lead: reading.lead,
    facts: [
      ...reading.facts.filter(({ fact }) => fact !== 'survey').map(({ term, said }) => ({ term, said })),
      { term: t('report.pdf.address'), said: address },
    ],
    isBoard,
    parts: reading.parts
      .filter(({ trends }) => trends.length > 0)
      .map(({ heading, trends }, place) => ({
        heading: heading ?? t('trend.questions'),
        trends: trends.map((trend, at) => onPaper(trend, `t${place}-${at}`, isBoard ? halfWidth : wholeWidth)),
      })),
    waves: { heading: t('trend.waves'), lines: reading.waves },
    method: { heading: t('report.sheet.method'), texts: reading.method },
    footer: { left: `${reading.title}: ${survey}`, page: t('report.pdf.page') },
  }
}

function onPaper({ heading, question, verdicts, notes, chart, table }: TrendReading, id: string, width: number) {
  const rows = table.rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])
  return {
    heading,
    question,
    verdicts,
    notes,
    description: chart.description,
    chart: chartOnPaper(lineChart({ ...chart, id, width })),
    table: { year: table.year, heads: table.columns.map((column) => column.heading), rows },
  }
}
