/** A report on two pages for those who decide: what goes well, what to look at, how sure it is, what is done, what is hidden. */
import { writeDay } from '#domain/calendar/calendar.ts'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { otherName } from '#domain/report/finding.ts'
import { inShort, type ShortLine } from '#domain/report/in-short.ts'
import { writePercent } from '#domain/text/format.ts'
import type { PlansBeside } from './beside-report.ts'
import { chartOnPaper } from './chart-on-paper.ts'
import { keptDocument } from './kept-document.ts'
import { summaryTemplate } from './summary-template.ts'
import type { ToldReport } from './told-report.ts'

const mostPlans = 5
const mostOfComment = 700
const chartWidth = 760

export function summaryDocument(told: ToldReport, plans: PlansBeside | null): Promise<Uint8Array> {
  return keptDocument(summaryTemplate, summaryPages(told, plans))
}

/** What is typeset. */
function summaryPages(told: ToldReport, plans: PlansBeside | null) {
  const { report, reading, words, address } = told
  const { t, counted } = words
  const short = inShort(
    report.themes.flatMap(({ cards }) => cards),
    report.unit,
  )
  const said = (fact: (typeof reading.facts)[number]['fact']) => reading.facts.find((one) => one.fact === fact)?.said ?? ''
  return {
    language: reading.language,
    title: t('report.summary.title', { name: reading.name }),
    survey: said('survey'),
    unit: reading.unit,
    heading: reading.heading,
    lead: reading.lead ?? reading.nothing?.text ?? '',
    facts: reading.facts
      .filter(({ fact }) => fact === 'asked' || fact === 'answers' || fact === 'compare' || fact === 'questionnaire')
      .concat([{ fact: 'printed', term: t('report.paper.printed'), said: said('printed') }]),
    marks: marksTold(told),
    well: {
      heading: t('report.summary.well'),
      none: t('report.summary.well.none'),
      lines: short.well.map((line, place) => lineOf(told, line, `w${place}`)),
    },
    look: {
      heading: t('report.summary.look'),
      none: t('report.summary.look.none'),
      lines: short.look.map((line, place) => lineOf(told, line, `l${place}`)),
    },
    sure: {
      heading: t('report.summary.sure'),
      texts: [
        reading.turnout
          ? `${reading.turnout.title}. ${reading.turnout.text}`
          : t('report.summary.sure.turnout', { turnout: reading.tags.turnout }),
        ...(short.isSmall ? [t('report.summary.sure.small')] : []),
        t('report.how.interval'),
        t('report.how.verdict'),
        ...reading.method,
      ],
    },
    done: { heading: t('report.summary.done'), ...plansTold(told, plans) },
    comment: commentInShort(told),
    ask: {
      heading: t('report.summary.ask'),
      lines: (['known', 'resources', 'follow'] as const).map((what) => t(`report.summary.ask.${what}`)),
    },
    hidden: {
      heading: t('report.summary.hidden'),
      lead:
        short.hidden.count === 0
          ? t('report.summary.hidden.none')
          : `${counted('report.method.hidden', short.hidden.count)} ${t('report.summary.hidden.kept')}`,
      reasons: hiddenBecause(told),
    },
    rank: { heading: t('report.summary.rank'), text: t('report.how.rank') },
    more: t('report.summary.more', { address }),
    footer: { left: t('report.summary.title', { name: reading.name }), page: t('report.pdf.page') },
  }
}

/** What the line and the mark on a bar are. */
function marksTold({ reading, words: { t } }: ToldReport): string {
  const other = reading.facts.find(({ fact }) => fact === 'compare')?.said
  return other === undefined ? t('report.summary.marks') : t('report.summary.marks.compared', { other })
}

/** One finding with its share as a bar, and what its test says. */
function lineOf({ report, reading, words: { t, language } }: ToldReport, { item, cause }: ShortLine, id: string) {
  const told = reading.themes.flatMap(({ cards }) => cards).find((card) => card.item === item)
  const card = report.themes.flatMap(({ cards }) => cards).find((one) => one.item === item)
  const good = card?.figure?.favourable
  if (told?.state !== 'shown' || !card?.figure || !good) return { heading: told?.heading ?? '', evidence: '', chart: null, description: '' }
  const percent = (value: number) => writePercent(value, language, card.figure?.decimals ?? 0)
  const theirs = card.comparison?.figure.favourable?.percent
  const other = card.comparison && otherName(card.comparison, language)
  const share = t('report.summary.share', {
    percent: percent(good.percent),
    count: good.count,
    n: card.figure.n,
    low: percent(good.low),
    high: percent(good.high),
  })
  const against = theirs === undefined || other === null ? [] : [t('report.describe.other', { other, percent: percent(theirs) })]
  const description = [share, ...against].join(' ')
  const drawing = barChart({
    id,
    width: chartWidth,
    title: told.heading,
    description,
    rows: [
      {
        label: t('report.column.favourable'),
        bars: [
          {
            percent: good.percent,
            low: good.low,
            high: good.high,
            label: t('report.bar', { percent: percent(good.percent), count: good.count }),
          },
        ],
        ...(theirs === undefined ? {} : { comparison: theirs }),
      },
    ],
  })
  return {
    heading: told.heading,
    evidence: [
      told.question,
      description,
      ...(cause === 'clearlyHigher' || cause === 'clearlyLower' ? told.verdicts.slice(0, 1).map((one) => `${one}.`) : []),
    ].join(' '),
    chart: chartOnPaper(drawing),
    description,
  }
}

/** A long one is read in the report; that there is more is said. */
function commentInShort({ reading: { comment }, words: { t } }: ToldReport) {
  if (comment === null) return { heading: '', text: '', written: '' }
  const text = comment.texts.join(' ')
  const isLong = text.length > mostOfComment
  const cut = isLong ? `${text.slice(0, text.lastIndexOf(' ', mostOfComment))} … ${t('report.summary.comment.more')}` : text
  return { heading: comment.heading, text: cut, written: comment.written }
}

function plansTold({ text, words: { t, counted, language } }: ToldReport, plans: PlansBeside | null) {
  if (plans === null) return { lines: [t('report.summary.done.elsewhere')] }
  const own = plans.own
    .slice(0, mostPlans)
    .map((plan) => ({ title: plan.title, theme: text.themes[plan.theme] ?? plan.theme, day: writeDay(plan.dueOn, language) }))
  const lines = [
    ...own.map(({ title, theme, day }) => t('report.summary.done.plan', { title, theme, day })),
    ...(plans.own.length > mostPlans ? [counted('report.summary.done.more', plans.own.length - mostPlans)] : []),
    ...plans.below
      .slice(0, mostPlans)
      .map(({ theme, count }) => counted('report.summary.done.below', count, { theme: text.themes[theme] ?? theme })),
  ]
  return { lines: lines.length > 0 ? lines : [t('report.summary.done.none')] }
}

/** Each reason once, with how many questions it hides. */
function hiddenBecause({ reading }: ToldReport): readonly string[] {
  const reasons = reading.themes.flatMap(({ cards }) => cards.flatMap((card) => (card.state === 'hidden' ? [card.reason] : [])))
  return [...new Set(reasons)].slice(0, 4)
}
