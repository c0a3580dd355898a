/** What follows from a choice, worked out while it is made: by the same functions that publish it. */
import { askedTwiceBetween, askedTwiceWithin, type Asked, type Twice } from '#domain/questionnaire/asked-twice.ts'
import {
  type Addition,
  type Choice,
  compose,
  type ComposeFault,
  type Composition,
  isComposed,
  type ThemeNames,
  type WholeAddition,
} from '#domain/questionnaire/compose.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { findingsBeyond } from '#domain/questionnaire/gate-of-whole.ts'
import type { QuestionnaireFinding } from '#domain/questionnaire/gate.ts'
import { questionsIn } from '#domain/questionnaire/duration.ts'
import { type Load, loadByGrade } from '#domain/questionnaire/load.ts'
import type { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import { type Coverage, coverageOf } from '#domain/questionnaire/teaching-environment.ts'
import type { Output } from '../../client.ts'

export type Version = { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }
export type BankEntry = Output<'listBankItems'>[number]
export type Year = Output<'listAskedThisYear'>
export type Offered = Output<'getComposition'>['instruments'][number]

export type Composing = {
  /** Undefined while something stands in the way: `faults`. */
  readonly composed: Composition | undefined
  readonly faults: readonly ComposeFault[]
  readonly questions: number
  /** By grade, or by null where it is not for grades. */
  readonly minutes: readonly { readonly grade: number | null; readonly minutes: number }[]
  readonly within: readonly Twice[]
  readonly across: readonly { readonly survey: Year['surveys'][number]; readonly twice: readonly Twice[] }[]
  /** Added items that are written for others than who answers here. */
  readonly strangers: readonly string[]
  readonly load: readonly Load[]
  /** A survey of the year asks this questionnaire already. */
  readonly isPlanned: boolean
  readonly coverage: readonly Coverage[]
  readonly findings: readonly QuestionnaireFinding[]
  /** How many things are said under "Advarsler" and "Kvalitet". */
  readonly warnings: number
}

export function composing(
  base: Version,
  bank: readonly BankEntry[],
  choice: Choice,
  year: Year,
  {
    version,
    themeNames,
    name,
    known,
    instruments,
  }: {
    readonly version: string
    readonly themeNames: ThemeNames
    readonly name: string
    /** What the gate says of the base. */
    readonly known: readonly QuestionnaireFinding[]
    /** Those that may be added whole. */
    readonly instruments: readonly Offered[]
  },
): Composing {
  const additions = bank as unknown as readonly Addition[]
  const outcome = compose(base, additions, choice, {
    version,
    themeNames,
    instruments: instruments as unknown as readonly WholeAddition[],
  })
  const composed = isComposed(outcome) ? outcome : undefined
  const faults = isComposed(outcome) ? [] : outcome
  const { questionnaire, texts } = composed ?? base
  const { items, grades, respondent, code } = questionnaire
  const asked: readonly Asked[] = items.map(({ code: one, theme, replaces }) => ({
    code: one,
    theme,
    replaces,
    question: texts.da.items[one]?.question ?? '',
  }))
  const meets = year.surveys.filter(
    (survey) =>
      survey.respondent === respondent &&
      (grades.length === 0 ? survey.grades.length === 0 : survey.grades.some((grade) => grades.includes(grade))),
  )
  const others = meets.filter((survey) => survey.questionnaire.code !== code)
  const across = others.flatMap((survey) => {
    const twice = askedTwiceBetween(asked, survey.items)
    return twice.length === 0 ? [] : [{ survey, twice }]
  })
  // What two core questions have in common is the association's own doing, and theirs alone to change.
  const isCore = new Set(items.filter((item) => item.isCore).map((item) => item.code))
  const within = askedTwiceWithin(asked).filter((pair) => !(isCore.has(pair.code) && isCore.has(pair.other)))
  const strangers = choice.added.filter((added) => {
    const entry = bank.find((one) => one.item.code === added)
    return entry !== undefined && !isMeant(entry, { respondent, grades })
  })
  const load = loadByGrade([...others, { surveyId: 'this', title: name, respondent, grades, items }]).filter(
    ({ grade }) => grade === null || grades.includes(grade),
  )
  // An instrument is put in whole from what is offered; the words themselves lie with whoever publishes, who holds them to its pack.
  const judgedElsewhere: readonly string[] = ['use-missing', 'instrument-without-words']
  const findings = composed ? findingsBeyond(composed, known).filter(({ fault }) => !judgedElsewhere.includes(fault)) : []
  return {
    composed,
    faults,
    questions: questionsIn(items),
    minutes:
      respondent === 'pupil' && grades.length > 0
        ? grades.map((grade) => ({ grade, minutes: minutesToAnswer(questionnaire, grade) }))
        : [{ grade: null, minutes: minutesToAnswer(questionnaire) }],
    within,
    across,
    strangers,
    load,
    isPlanned: meets.length > others.length,
    coverage: coverageOf(items),
    findings,
    warnings: faults.length + within.length + across.length + strangers.length + (composed?.languagesLost.length ?? 0) + findings.length,
  }
}

/** Whether an item is written for who answers here: the same kind of people and, for pupils, a grade they are in. */
export function isMeant(
  entry: Pick<BankEntry, 'respondents' | 'grades'>,
  { respondent, grades }: Pick<Questionnaire, 'respondent' | 'grades'>,
): boolean {
  if (!entry.respondents.includes(respondent)) return false
  return respondent !== 'pupil' || entry.grades.length === 0 || entry.grades.some((grade) => grades.includes(grade))
}
