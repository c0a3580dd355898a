/** A lesson about a class's own answers, as paper: what the page tells, in the same words. */
import { readFileSync } from 'node:fs'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { readReport } from '#domain/report/reading.ts'
import { type ReportWords, reportWords } from '#domain/report/report-words.ts'
import { unitNameWithin } from '#domain/report/unit-name.ts'
import { lessonOf, questionNumbers } from '#domain/report/use/lesson.ts'
import { speechOf } from '#domain/report/use/lesson-themes.ts'
import { forRoom } from '#domain/report/use/room.ts'
import type { Language } from '#domain/text/text.ts'
import { Problem } from '../problem.ts'
import { chartOnPaper } from './chart-on-paper.ts'
import { keptDocument } from './kept-document.ts'
import { lessonTemplate } from './lesson-template.ts'
import type { ToldReport } from './told-report.ts'

const chartWidth = 760

export function lessonDocument(told: ToldReport, chosen: string, today: string): Promise<Uint8Array> {
  return keptDocument(lessonTemplate, lessonPages(told, chosen, today))
}

/** What is typeset. */
function lessonPages({ report, questionnaire, text, words, reading }: ToldReport, chosen: string, today: string) {
  const { language } = reading
  const { t, counted } = lessonWords(language)
  const { report: shown, leftOut } = forRoom(report, questionnaire, 'pupils')
  const choice = { split: 'none', compare: 'none', content: 'all', themes: '' } as const
  const readings = readReport({ report: shown, choice, questionnaire, text, today }, words).themes.flatMap(({ cards }) => cards)
  const told = shown.themes.flatMap(({ cards }) =>
    cards.flatMap((card) => {
      const one = readings.find(({ item }) => item === card.item)
      return one ? [{ card, reading: one }] : []
    }),
  )
  const { picks } = lessonOf(told, chosen.split(','))
  // Nothing that pupils may be shown is as if it were not there.
  if (picks.length === 0) throw new Problem('not-found')
  const speech = speechOf(questionnaire)
  const lines = (key: string, numbers: readonly number[]) => numbers.map((n) => t(`${key}.${n}`))
  const heading = counted('use.lesson.title', picks.length, { unit: unitNameWithin(report.unit, language) })
  return {
    language,
    title: t('use.lesson.tab', { name: reading.name }),
    name: reading.name,
    heading,
    plan: { heading: t('use.lesson.plan'), lines: lines('use.lesson.plan', questionNumbers) },
    parts: picks.map(({ part, card, reading: one }, place) => ({
      part: t(`use.lesson.part.${part}`),
      heading: one.heading,
      question: `${one.question} · ${one.counts}`,
      chart: chartOnPaper(barChart({ ...one.chart, id: `l${place}`, width: chartWidth })),
      description: one.chart.description,
      verdicts: one.verdicts.join(' · '),
      questions: { heading: t('use.lesson.questions'), lines: lines(`dialogue.${card.theme}.${speech}`, questionNumbers) },
    })),
    how: { heading: t('use.lesson.how'), lines: lines('use.lesson.how', questionNumbers) },
    not: { heading: t('use.lesson.not'), lines: lines('use.lesson.not', [1, 2, 3, 4]) },
    leftOut: [
      ...(leftOut.sensitive > 0 ? [counted('use.leftOut.sensitive', leftOut.sensitive)] : []),
      ...(leftOut.hidden > 0 ? [counted('use.leftOut.hidden', leftOut.hidden)] : []),
    ],
    footer: { left: reading.name, page: words.t('report.pdf.page') },
  }
}

const read = new Map<Language, ReportWords>()

function lessonWords(language: Language): ReportWords {
  const known = read.get(language)
  if (known !== undefined) return known
  const texts = Object.assign(
    {},
    ...['use', 'dialogue'].map((name) =>
      JSON.parse(readFileSync(new URL(`../../content/texts/${name}.${language}.json`, import.meta.url), 'utf8')),
    ),
  )
  const words = reportWords(language, texts)
  read.set(language, words)
  return words
}
