/** What stands beside a report's figures on paper, as on its page: interventions that fit, and what is planned. */
import { readFileSync } from 'node:fs'
import { listPlans, type PlanRow } from '#database/intervention.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { wordsOfSheet } from '#domain/intervention/sheet.ts'
import { stateOn } from '#domain/intervention/plan.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { isTheme } from '#domain/questionnaire/themes.ts'
import { fill } from '#domain/text/format.ts'
import type { Language } from '#domain/text/text.ts'
import type { House } from '../house.ts'
import { suggestedSheets } from '../intervention/suggested-sheets.ts'
import type { DocumentSuggestion } from './report-document.ts'
import type { ToldReport } from './told-report.ts'

export type Beside = {
  readonly suggestions: readonly DocumentSuggestion[]
  /** Null for whoever may not read plans. */
  readonly plans: PlansBeside | null
}

export type PlansBeside = {
  /** Of exactly this unit, planned or running. */
  readonly own: readonly PlanRow[]
  /** Of units below it, counted by theme: which school or class is behind one is not for every reader of the report. */
  readonly below: readonly { readonly theme: string; readonly count: number }[]
}

export async function besideReport(
  { house, actor, today }: { readonly house: House; readonly actor: Actor; readonly today: string },
  told: ToldReport,
): Promise<Beside> {
  const maySuggest = may(actor, 'intervention.read') && told.reading.themes.some(({ need }) => need !== null)
  const mayPlan = may(actor, 'plan.read')
  if (!maySuggest && !mayPlan) return { suggestions: [], plans: null }
  return house.doors.as(
    actor,
    'staff',
    async (tx) => ({
      suggestions: maySuggest ? await suggestionsOf(tx, told, house.origin) : [],
      plans: mayPlan ? plansBeside(await listPlans(tx), told.report.unit.unit, today) : null,
    }),
    { readOnly: true },
  )
}

async function suggestionsOf(tx: Tx, { report, reading }: ToldReport, origin: string): Promise<readonly DocumentSuggestion[]> {
  const texts = interventionTexts(reading.language)
  const t = (key: string) => texts[`intervention.${key}`] ?? ''
  const found: DocumentSuggestion[] = []
  for (const { theme, need } of reading.themes) {
    if (need === null || !isTheme(theme)) continue
    const cause = need.reason.kind === 'clearlyLower' ? 'worse' : 'chosen'
    const sheets = await suggestedSheets(tx, {
      themes: [{ theme, cause }],
      unit: parseUnitKey(report.unit.unit),
      surveyId: report.surveyId,
    })
    found.push(
      ...sheets.map(({ code, sheet, because }) => {
        const { title, provider, summary } = wordsOfSheet(sheet, reading.language)
        const why = [fill(t(`because.${because.cause}`), { theme: t(`theme.${theme}`) }), ...(because.isForAge ? [t('because.age')] : [])]
        return { theme, title, provider, summary, because: why.join(' '), address: `${origin}/inspiration/${code}` }
      }),
    )
  }
  return found
}

function plansBeside(plans: readonly PlanRow[], key: string, today: string): PlansBeside {
  const unit = parseUnitKey(key)
  const going = plans.filter((plan) => ['planned', 'running'].includes(stateOn(plan, today)))
  const isBelow = (plan: PlanRow) =>
    plan.unit !== key && (unit?.level === 'municipality' || (unit?.level === 'institution' && plan.institutionId === unit.institutionId))
  const below = Map.groupBy(going.filter(isBelow), ({ theme }) => theme)
  return { own: going.filter((plan) => plan.unit === key), below: [...below].map(([theme, of]) => ({ theme, count: of.length })) }
}

const read = new Map<Language, Readonly<Record<string, string>>>()

function interventionTexts(language: Language): Readonly<Record<string, string>> {
  const known = read.get(language)
  if (known !== undefined) return known
  const texts = JSON.parse(readFileSync(new URL(`../../content/texts/intervention.${language}.json`, import.meta.url), 'utf8'))
  read.set(language, texts)
  return texts
}
