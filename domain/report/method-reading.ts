/** How the figures of a report were made, and how its differences were tried: for the foot of a page, and for whoever takes the figures alone. */
import type { Card } from './card.ts'
import type { ReportValue } from './reading.ts'
import type { ReportWords } from './report-words.ts'
import { unitName } from './unit-name.ts'
import { countedItems } from '../questionnaire/indices.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

export function tellMethod(
  report: ReportValue,
  questionnaire: Pick<Questionnaire, 'items' | 'indices'>,
  words: ReportWords,
): readonly string[] {
  return [...coverageOf(report, countedItems(questionnaire), words), ...methodOf(report, words)]
}

/** What the report is held against, where it is against anything. */
export function comparisonOf(report: ReportValue): Card['comparison'] {
  return report.themes.flatMap(({ cards }) => cards).find((card) => card.comparison !== null)?.comparison ?? null
}

/**
 * How many of a year group's answers are in its figures. What was pooled in a school or the municipality is in no year group of the
 * municipality, though whoever gave it is counted as having answered. Of the question with the fewest; those that not everybody is
 * asked, and indices, have fewer anyway.
 */
function coverageOf({ unit, themes }: ReportValue, items: readonly Item[], { t, percent, language }: ReportWords): readonly string[] {
  if (unit.level !== 'municipalYearGroup' || unit.answered === 0) return []
  const ofEverybody = new Set(items.flatMap(({ code, showIf, indexOf }) => (showIf || indexOf ? [] : [code])))
  const shares = themes.flatMap(({ cards }) =>
    cards.flatMap(({ item, figure }) =>
      figure && ofEverybody.has(item) ? [Math.floor((100 * (figure.n + figure.declined + figure.blank)) / unit.answered)] : [],
    ),
  )
  const fewest = Math.min(100, ...shares)
  if (fewest === 100) return []
  const isSame = shares.every((share) => share === fewest)
  return [
    t(isSame ? 'report.method.covers' : 'report.method.coversAtLeast', { percent: percent(fewest, 100), unit: unitName(unit, language) }),
  ]
}

/** How the differences were tried, where any were, and why figures from the municipality up are less certain than they look. */
function methodOf(report: ReportValue, words: ReportWords): readonly string[] {
  const { t, counted, language } = words
  const comparison = comparisonOf(report)
  const behind = similarOf(report, words).map((who) => t('report.method.similar', { who }))
  const isWide = [report.unit.level, comparison?.of.level].some(
    (level) =>
      level === 'municipalYearGroup' || level === 'municipality' || level === 'similar' || level === 'region' || level === 'country',
  )
  if (report.similar?.municipalities === 0) return [t('report.similar.tooFew')]
  if (report.compared === 0 && !isWide) return []
  const isOfSameChildren = comparison?.with === 'earlier' && report.unit.level === 'class'
  return [
    ...behind,
    ...(isOfSameChildren ? [t('report.method.sameChildren', { unit: unitName(report.unit, language) })] : []),
    ...(report.compared > 0 ? [counted('report.method.compared', report.compared), t('report.method.chance')] : []),
    ...(isWide ? likenessOf(report).map((said) => t(`report.method.${said}`)) : [t('report.method.luck')]),
  ]
}

/** "14 institutioner i 9 kommuner" */
export function similarOf({ similar }: ReportValue, { t, counted }: ReportWords): readonly string[] {
  if (!similar || similar.municipalities === 0) return []
  const { institutions, municipalities } = similar
  return [
    t('report.similar', {
      institutions: counted('report.similar.institutions', institutions),
      municipalities: counted('report.fact.municipalities', municipalities),
    }),
  ]
}

/** Whether how much schools differ was measured or had to be assumed; of one report both may hold, and then it was assumed somewhere. */
function likenessOf({ themes }: ReportValue): readonly ('alike' | 'assumed' | 'measured')[] {
  const intervals = themes.flatMap(({ cards }) =>
    cards.flatMap(({ figure, comparison }) => [figure?.interval, comparison?.figure.interval]),
  )
  if (intervals.includes('effectiveSize')) return ['alike', 'assumed']
  return intervals.includes('clusterRobust') ? ['measured'] : ['alike']
}
