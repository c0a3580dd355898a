/** Reports on groups: functions of sealed atoms, and nothing else. */
import { z } from 'zod'
import { releaseRules } from '#domain/disclosure/release-rule.ts'
import { levels } from '#domain/organisation/unit.ts'
import { operation } from './operation.ts'

export const unitKey = z.string().max(90)

const institutionKinds = ['school', 'daycare', 'youthEducation', 'healthService', 'youthService'] as const

/** What a unit's name is made of; the reader's language makes the words (`domain/report/unit-name.ts`). */
export const UnitName = z
  .object({
    level: z.enum(levels),
    /** The proper name; empty for a year group and for the country. Of similar institutions their size: `small`, `medium` or `large`. */
    name: z.string(),
    /** Of a class or a year group. */
    grade: z.int().nullable(),
    /** Of the institution it lies in: in a daycare the smallest units are rooms. */
    kind: z.enum(institutionKinds).nullable(),
  })
  .meta({ id: 'UnitName' })
export type UnitName = z.infer<typeof UnitName>

export const ReportUnit = UnitName.extend({
  unit: unitKey,
  /** The unit above it in the list; null at the top. */
  parent: unitKey.nullable(),
  invited: z.int(),
  answered: z.int(),
  /** Whether any figure is open here now. */
  isOpen: z.boolean(),
}).meta({ id: 'ReportUnit' })
export type ReportUnit = z.infer<typeof ReportUnit>

export const listReports = operation({
  method: 'GET',
  path: '/reports',
  summary: 'Surveys and the units of them that this person may read',
  login: 'report',
  act: 'report.read',
  audit: null,
  output: z.array(
    z.object({
      surveyId: z.uuid(),
      title: z.string(),
      state: z.enum(['open', 'closed', 'sealed']),
      schoolYear: z.int(),
      questionnaire: z.object({ code: z.string(), version: z.string() }),
      units: z.array(ReportUnit),
    }),
  ),
})

/** One option's figure. Percent and interval are 0-100; Wilson 95 %, of as many answers as they are worth. */
const Bar = z.object({ option: z.string(), count: z.int(), percent: z.number(), low: z.number(), high: z.number() })

export const Figure = z
  .object({
    /** Answers to this question in this group. */
    n: z.int(),
    declined: z.int(),
    blank: z.int(),
    bars: z.array(Bar),
    /** The options that mean "it goes well", added up. Null when the question has none. */
    favourable: z.object({ count: z.int(), percent: z.number(), low: z.number(), high: z.number() }).nullable(),
    /** Of an index, with its 95 % interval; null of a question, and of fewer than ten answers. */
    mean: z.object({ n: z.int(), mean: z.number(), low: z.number(), high: z.number(), from: z.number(), to: z.number() }).nullable(),
    /** How intervals were made: `wilson` within a school; from several with their likeness assumed, or measured from ten schools. */
    interval: z.enum(['wilson', 'effectiveSize', 'clusterRobust']),
    /** Decimals of its percents: none below a hundred answers and in a class. */
    decimals: z.union([z.literal(0), z.literal(1)]),
  })
  .meta({ id: 'Figure' })
export type Figure = z.infer<typeof Figure>

/** A difference in the favourable share with Newcombe's 95 % interval, in points. */
const Gap = z.object({
  points: z.number(),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(['clearlyHigher', 'clearlyLower', 'noClearDifference']),
})

/** `newRegion` is the one that the region becomes part of; `similar` are institutions of the same kind and size, an institution's alone. */
export const comparisons = ['rest', 'municipality', 'similar', 'region', 'newRegion', 'country', 'earlier'] as const

export const Card = z
  .object({
    item: z.string(),
    theme: z.string(),
    /** `bands` for a sensitive question in a class below twenty answers: few, some or many, never counts. */
    state: z.enum(['shown', 'bands', 'hidden']),
    figure: Figure.nullable(),
    bands: z.object({ n: z.int(), options: z.array(z.object({ option: z.string(), band: z.enum(['few', 'some', 'many']) })) }).nullable(),
    /** Girls and boys, where both are open; `covers` is the share of the answers they stand for, 0-100. The gap is girls over boys. */
    split: z.object({ female: Figure, male: Figure, covers: z.number(), gap: Gap.nullable() }).nullable(),
    comparison: z
      .object({
        with: z.enum(comparisons),
        of: UnitName,
        /** The school year of an earlier wave; null for this one's. */
        schoolYear: z.int().nullable(),
        figure: Figure,
        /** Null without a favourable side. */
        gap: Gap.nullable(),
      })
      .nullable(),
    /** Why there is none although one was asked for: too few there, a break in the series, or not asked then. */
    uncompared: z.enum(['tooFew', 'break', 'newQuestion', 'ownQuestion', 'lowResponse']).nullable(),
    /**
     * Of a municipality's finished survey: what the favourable share would be if every year and both sexes had answered as well as the
     * others, 0-100. Null where that changes less than a point, or where a part of it is hidden. `covers`: how much of the answers is in it.
     */
    weighted: z.object({ percent: z.number(), low: z.number(), high: z.number(), covers: z.int(), isCapped: z.boolean() }).nullable(),
    /** Why nothing is shown, and the nearest unit up where it is. */
    hidden: z
      .object({
        reason: z.enum(['notSealedYet', 'tooFew', 'sealsAtClose', 'neverAtThisLevel', 'notReleased']),
        threshold: z.int(),
        openAt: UnitName.extend({ unit: unitKey }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Card' })
export type Card = z.infer<typeof Card>

export const Report = z
  .object({
    surveyId: z.uuid(),
    title: z.string(),
    questionnaire: z.object({ code: z.string(), version: z.string() }),
    state: z.enum(['open', 'closed', 'sealed']),
    schoolYear: z.int(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    unit: ReportUnit,
    /** From the municipality down to the unit's parent. */
    path: z.array(UnitName.extend({ unit: unitKey })),
    /** Municipalities behind a region's or the country's figures; null inside a municipality. */
    municipalities: z.int().nullable(),
    /** Who stands behind similar institutions where the report is compared with them: nobody where they are too few. Else null. */
    similar: z.object({ institutions: z.int(), municipalities: z.int() }).nullable(),
    /** The school year of the earlier wave that this unit can be compared with; null when there is none. */
    earlier: z.int().nullable(),
    /** Gaps that were tried, and judged as one family by Benjamini-Hochberg at five per cent. */
    compared: z.int(),
    themes: z.array(z.object({ theme: z.string(), cards: z.array(Card) })),
    /** What the institution's leader, or for the municipality its analyst, says to it; printed with it. */
    leaderComment: z.object({ text: z.string(), writtenOn: z.iso.date() }).nullable(),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const ReportQuery = z.object({
  unit: unitKey,
  split: z.enum(['none', 'sex']).default('none'),
  compare: z.enum(['none', ...comparisons]).default('none'),
  content: z.enum(['all', 'teachingEnvironment']).default('all'),
  /** Theme codes with commas between; empty means all. */
  themes: z.string().max(600).default(''),
})
export type ReportQuery = z.infer<typeof ReportQuery>

export const getReport = operation({
  method: 'GET',
  path: '/reports/:surveyId',
  summary: 'One report; its whole choice is in the address',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: z.object({ surveyId: z.uuid() }),
  /** What it is read for: the publication ledger tells slides from a page. */
  query: ReportQuery.extend({ form: z.enum(['screen', 'slides', 'dialogue', 'pupils']).default('screen') }),
  output: Report,
})

export const Releases = z.object({
  surveyId: z.uuid(),
  /** Releases so far, newest first. */
  steps: z.array(z.object({ step: z.int(), institutions: z.int(), answered: z.int() })),
  /** What the next release would add; it needs three institutions and fifty respondents. */
  waiting: z.object({ institutions: z.int(), answered: z.int(), mayRelease: z.boolean() }),
  /** Released each night by itself, or only by decision: of all surveys, and of this one where it is otherwise. */
  rule: z.object({ municipality: z.enum(releaseRules), wave: z.enum(releaseRules).nullable() }),
  country: z.object({ municipalities: z.int() }).nullable(),
  /** The regions that have figures: two where one is about to become part of another. */
  regions: z.array(z.object({ name: z.string(), municipalities: z.int() })),
})

export const getReleases = operation({
  method: 'GET',
  path: '/reports/:surveyId/releases',
  summary: 'What the municipality has released to region and country',
  login: 'report',
  act: 'figures.release',
  audit: null,
  params: z.object({ surveyId: z.uuid() }),
  output: Releases,
})

export const releaseFigures = operation({
  method: 'POST',
  path: '/reports/:surveyId/releases',
  summary: "Release the municipality's totals now instead of tonight",
  login: 'staff',
  act: 'figures.release',
  audit: 'figures.released',
  params: z.object({ surveyId: z.uuid() }),
})

export const saveReleaseRule = operation({
  method: 'PUT',
  path: '/reports/:surveyId/release-rule',
  summary: 'Whether figures are released each night by themselves, or only by decision',
  login: 'staff',
  act: 'figures.release',
  audit: 'figures.ruleSaved',
  params: z.object({ surveyId: z.uuid() }),
  body: z.object({ rule: z.enum(releaseRules), /** Of every survey, and not this one alone. */ isForAll: z.boolean() }),
})
