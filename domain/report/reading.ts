/**
 * A report as it is told: the one composition of figures, questionnaire and texts into sentences, charts and tables, in the reader's
 * language. Screen, PDF, slides and spreadsheet are made of this value and add no words of their own about a figure.
 */
import type { Card, comparisons } from './card.ts'
import { type AskedText, type CardReading, readCard } from './card-reading.ts'
import { otherName, otherPlace, strengthsFirst } from './finding.ts'
import { mainReason, type Mark, markOf, standingOf } from './marks.ts'
import { responseBand } from './response-band.ts'
import { type Need, needsOf, pickedThemes, reasonInWords } from './needs.ts'
import type { ReportWords } from './report-words.ts'
import { coherenceLines, tellCoherence } from './coherence-reading.ts'
import { comparisonOf, similarOf, tellMethod } from './method-reading.ts'
import { briefOf, type ThemeBrief } from './theme-brief.ts'
import { partKind, type UnitName, unitName, unitNameWithin, unitPlace } from './unit-name.ts'
import { writeDay, writePeriod } from '../calendar/calendar.ts'
import type { UnitKey } from '../organisation/unit.ts'
import { countedItems, withWordsOfIndices } from '../questionnaire/indices.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Language } from '../text/text.ts'

type NamedUnit = UnitName & { readonly unit: UnitKey }

/** The figures of one report, as the wire carries them (`api/report.ts`). */
export type ReportValue = {
  readonly surveyId: string
  readonly title: string
  readonly questionnaire: { readonly code: string; readonly version: string }
  readonly state: 'open' | 'closed' | 'sealed'
  readonly schoolYear: number
  readonly opensOn: string
  readonly closesOn: string
  readonly unit: NamedUnit & { readonly invited: number; readonly answered: number }
  readonly path: readonly NamedUnit[]
  readonly municipalities: number | null
  /** Who stands behind similar institutions, where it was asked for them; none where they are too few. */
  readonly similar?: { readonly institutions: number; readonly municipalities: number } | null
  readonly compared: number
  readonly leaderComment?: { readonly text: string; readonly writtenOn: string } | null
  readonly themes: readonly { readonly theme: string; readonly cards: readonly Card[] }[]
}

/** What was chosen, as the address says it. */
export type ReportChoice = {
  readonly split: 'none' | 'sex'
  readonly compare: 'none' | (typeof comparisons)[number]
  readonly content: 'all' | 'teachingEnvironment'
  readonly themes: string
}

export type ReportText = {
  readonly title: string
  readonly themes: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, AskedText>>
  readonly indices?: Readonly<Record<string, string>>
}

export type ToBeRead = {
  readonly report: ReportValue
  readonly choice: ReportChoice
  readonly questionnaire: Pick<Questionnaire, 'items' | 'indices'>
  readonly text: ReportText
  /** The day these figures are read. */
  readonly today: string
  /** Whether it is told to somebody with a say in what is asked, who is also told how well indices hold. */
  readonly isForOwner?: boolean
}

export type ThemeReading = {
  readonly theme: string
  readonly name: string
  readonly mark: { readonly mark: Mark; readonly words: string } | null
  /** For where the theme is folded. */
  readonly brief: ThemeBrief
  /** Strengths first, hidden last. */
  readonly cards: readonly CardReading[]
  /** Why something could be done here, for what fits (`intervention/suggest.ts`); null where nothing calls for it. */
  readonly need: (Need & { readonly because: string }) | null
}

export type FactName = 'unit' | 'level' | 'survey' | 'questionnaire' | 'asked' | 'answers' | 'content' | 'compare' | 'hidden' | 'printed'

export type ReportReading = {
  readonly language: ReportWords['language']
  /** The unit as it begins a line, and the survey: a document's title. */
  readonly name: string
  /** "5.A, Åsum Skole" */
  readonly unit: string
  /** Whose figures they are, for what leaves without the rest: unit, survey and how many answered. */
  readonly source: string
  /** What was found. */
  readonly heading: string
  readonly lead: string | null
  readonly facts: readonly { readonly fact: FactName; readonly term: string; readonly said: string }[]
  /** Short facts for the head of a page: survey, turnout, municipalities behind, state. */
  readonly tags: { readonly survey: string; readonly turnout: string; readonly municipalities: string | null; readonly state: string }
  /** What the unit's leader says to it. */
  readonly comment: { readonly heading: string; readonly texts: readonly string[]; readonly written: string } | null
  /** A warning when too few have answered for the group to be known. */
  readonly turnout: { readonly rate: 'low' | 'fair'; readonly title: string; readonly text: string } | null
  readonly hasFigures: boolean
  readonly themes: readonly ThemeReading[]
  readonly method: readonly string[]
  /** Of each index what its card says of how its questions hang together, for a form in which no card unfolds. */
  readonly coherence: readonly string[]
  readonly howToRead: { readonly heading: string; readonly texts: readonly string[] }
  /** Where nothing is open: one reason instead of many hidden cards. */
  readonly nothing: {
    readonly heading: string
    readonly text: string
    readonly openAt: { readonly unit: UnitKey; readonly go: string } | null
  } | null
}

/** Nothing of it knows on what it is read, and of who reads only whether the questions are theirs. */
export function readReport(
  { report, choice, questionnaire, text: given, today, isForOwner = false }: ToBeRead,
  words: ReportWords,
): ReportReading {
  const { t, counted, language } = words
  const items = countedItems(questionnaire)
  const text = withWordsOfIndices(questionnaire, given, language)
  const cards = report.themes.flatMap((theme) => theme.cards)
  const hasFigures = cards.some(({ state }) => state !== 'hidden')
  // Region and country are nobody's to act on.
  const isOwn = report.unit.level !== 'region' && report.unit.level !== 'country'
  const needs = isOwn ? needsOf(cards, pickedThemes(choice)) : []
  const asked = { split: choice.split === 'sex', comparison: choice.compare !== 'none' }
  const coherence = isForOwner ? tellCoherence(questionnaire, cards, words) : new Map<string, string>()
  const themes = report.themes.map(({ theme, cards: own }): ThemeReading => {
    const name = text.themes[theme] ?? theme
    const mark = markOf(own)
    const need = needs.find((one) => one.theme === theme)
    return {
      theme,
      name,
      mark: mark === undefined ? null : { mark, words: t(`report.mark.${mark}`) },
      brief: briefOf(own, (code) => text.items[code], words),
      cards: strengthsFirst(own).flatMap((card) => {
        const item = items.find(({ code }) => code === card.item)
        const itemText = text.items[card.item]
        if (!item || !itemText) return []
        return [readCard(card, item, itemText, { ...asked, coherence: coherence.get(item.code) ?? null }, words)]
      }),
      need: need ? { ...need, because: t('report.need.because', { reason: reasonInWords(need, report.unit, name, language) }) } : null,
    }
  })
  return {
    language,
    name: `${unitName(report.unit, language)}: ${report.title}`,
    unit: fullName(report, language),
    source: t('report.source', { unit: fullName(report, language), survey: report.title, turnout: turnoutOf(report, words) }),
    ...headline(report, words),
    facts: factsOf({ report, choice, questionnaire, text, today }, words),
    tags: {
      survey: report.title,
      turnout: turnoutOf(report, words),
      municipalities: report.municipalities === null ? null : counted('report.fact.municipalities', report.municipalities),
      state: t(`report.fact.${report.state}`),
    },
    comment: commentOf(report, words),
    turnout: warningOf(report, hasFigures, words),
    hasFigures,
    themes,
    method: tellMethod(report, questionnaire, words),
    coherence: coherenceLines(coherence, text),
    howToRead: {
      heading: t('report.how'),
      texts: (['interval', 'verdict', 'order', 'hidden', 'rank'] as const).map((what) => t(`report.how.${what}`)),
    },
    nothing: hasFigures ? null : nothingOf(cards, words),
  }
}

/** What the report found, as its heading. */
function headline(report: ReportValue, { t, counted, language }: ReportWords): Pick<ReportReading, 'heading' | 'lead'> {
  const cards = report.themes.flatMap((theme) => theme.cards)
  const { higher, lower, compared, shown } = standingOf(cards)
  const { answered, invited, level } = report.unit
  const unit = unitNameWithin(report.unit, language)
  const begins = unitName(report.unit, language)
  if (shown === 0) return { heading: t('report.title.none', { unit: begins }), lead: null }
  if (compared === 0) {
    const isArea = level === 'region' || level === 'country'
    const place = unitPlace(report.unit, language)
    return { heading: isArea ? t('report.title.region', { place, answered }) : t('report.title', { place, answered, invited }), lead: null }
  }
  const comparison = comparisonOf(report)
  if (higher + lower === 0) {
    const other = comparison ? otherName(comparison, language) : ''
    return { heading: t('report.title.same', { unit, other }), lead: null }
  }
  const there = comparison ? otherPlace(comparison, language) : ''
  const parts = [
    ...(higher > 0 ? [counted('report.lead.higher', higher, { there })] : []),
    ...(lower > 0 ? [higher > 0 ? counted('report.lead.lower', lower) : counted('report.lead.lowerOnly', lower, { there })] : []),
    ...(higher + lower < compared ? [t('report.lead.rest')] : []),
  ]
  return { heading: counted('report.title.differs', higher + lower, { unit: begins }), lead: parts.join(' ') }
}

/** "5.A, Åsum Skole": a class or a year group is nobody's without its school. */
function fullName({ unit, path }: ReportValue, language: Language): string {
  const parent = unit.level === 'class' || unit.level === 'yearGroup' ? path.find(({ level }) => level === 'institution') : undefined
  return [unit, ...(parent ? [parent] : [])].map((one) => unitName(one, language)).join(', ')
}

function commentOf({ leaderComment, unit }: ReportValue, { t, language }: ReportWords): ReportReading['comment'] {
  if (!leaderComment) return null
  return {
    heading: t(unit.level === 'municipality' ? 'report.comment.municipality' : 'report.comment'),
    texts: leaderComment.text.split(/\n+/).filter((text) => text.trim() !== ''),
    written: t('report.comment.written', { day: writeDay(leaderComment.writtenOn, language) }),
  }
}

function turnoutOf({ unit: { answered, invited } }: ReportValue, { t, percent }: ReportWords): string {
  return invited > 0
    ? t('report.fact.answered', { answered, invited, percent: percent(answered, invited) })
    : t('report.fact.answeredOnly', { answered })
}

function warningOf({ unit }: ReportValue, hasFigures: boolean, { t, percent }: ReportWords): ReportReading['turnout'] {
  const band = responseBand(unit)
  if (!hasFigures || band === 'good' || band === 'unknown') return null
  if (band === 'noComparison') return { rate: 'low', title: t('report.rate.none'), text: t('report.rate.none.text') }
  if (band === 'notRepresentative') return { rate: 'low', title: t('report.rate.low'), text: t('report.rate.low.text') }
  const share = percent(unit.answered, unit.invited)
  return { rate: 'fair', title: t('report.rate.fair', { percent: share }), text: t('report.rate.fair.text') }
}

/** What a paper or a file has to say by itself: which report this is, of whom, and what it leaves out. */
function factsOf({ report, choice, text, today }: ToBeRead, words: ReportWords): ReportReading['facts'] {
  const { t, counted, list, language } = words
  const { unit } = report
  const comparison = comparisonOf(report)
  const hidden = report.themes
    .flatMap(({ cards }) => cards)
    .filter(({ state }) => state === 'hidden')
    .map(({ item }) => text.items[item]?.question ?? item)
  const content =
    choice.content === 'teachingEnvironment'
      ? t('report.choose.umv')
      : choice.themes === ''
        ? t('report.paper.all')
        : list(report.themes.map(({ theme }) => text.themes[theme] ?? theme))
  const level =
    unit.level === 'class' ? partKind(unit.kind) : unit.level === 'institution' && unit.kind === 'school' ? 'school' : unit.level
  const said: readonly (readonly [FactName, string])[] = [
    ['unit', [...report.path, unit].map((one) => unitName(one, language)).join(' / ')],
    ['level', t(`report.level.${level}`)],
    ['survey', report.title],
    ['questionnaire', `${text.title} (${report.questionnaire.code} ${report.questionnaire.version})`],
    ['asked', `${writePeriod(report.opensOn, report.closesOn, language)} · ${t(`report.fact.${report.state}`)}`],
    ['answers', turnoutOf(report, words)],
    ['content', content],
    ...(comparison ? [['compare', [otherName(comparison, language), ...similarOf(report, words)].join(': ')] as const] : []),
    [
      'hidden',
      hidden.length === 0 ? t('report.paper.hidden.none') : `${counted('report.method.hidden', hidden.length)} ${hidden.join(' · ')}`,
    ],
    ['printed', writeDay(today, language)],
  ]
  return said.map(([fact, one]) => ({ fact, term: t(`report.paper.${fact}`), said: one }))
}

function nothingOf(cards: readonly Card[], { t, language }: ReportWords): ReportReading['nothing'] {
  const reason = mainReason(cards)
  const at = reason?.openAt && { unit: reason.openAt.unit, name: unitNameWithin(reason.openAt, language) }
  return {
    heading: t('report.none.why'),
    text: [
      reason ? t(`report.hidden.${reason.reason}`, { threshold: reason.threshold }) : t('report.none.noQuestions'),
      ...(at ? [t('report.hidden.openAt', { unit: at.name })] : []),
    ].join(' '),
    openAt: at ? { unit: at.unit, go: t('report.none.action', { unit: at.name }) } : null,
  }
}
