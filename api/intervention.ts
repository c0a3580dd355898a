/** Inspiration: the catalogue of fact sheets, their review, suggestions, action plans and experiences. */
import { z } from 'zod'
import { themes } from '#domain/questionnaire/themes.ts'
import {
  type AgeGroup,
  ageGroups,
  costs,
  evidences,
  levels,
  materialLanguages,
  settings,
  sheetKinds,
  targets,
} from '#domain/intervention/sheet.ts'
import { Sheet } from '#domain/intervention/sheet-schema.ts'
import { planOutcomes, planStates } from '#domain/intervention/plan.ts'
import { reviewSteps, sheetStates } from '#domain/intervention/review.ts'
import { longestDecision } from '#domain/report/use/decision.ts'
import { operation } from './operation.ts'

const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
const ageGroup = z.enum(Object.keys(ageGroups) as [AgeGroup, ...AgeGroup[]])
const theme = z.enum(themes)
const words = z.string().trim().max(2000)

/** What a card in the catalogue shows. */
export const SheetCard = Sheet.omit({ texts: true, contact: true, informants: true, settings: true, languages: true })
  .extend({
    code,
    texts: z.object({
      da: z.object({ title: z.string(), provider: z.string(), summary: z.string() }),
      en: z.object({ title: z.string(), provider: z.string(), summary: z.string() }),
    }),
  })
  .meta({ id: 'SheetCard' })
export type SheetCard = z.infer<typeof SheetCard>

const counts = <V extends readonly [string, ...string[]]>(values: V) => z.array(z.object({ value: z.enum(values), count: z.int() }))

export const listInterventions = operation({
  method: 'GET',
  path: '/interventions',
  summary: 'The catalogue: published fact sheets by words and choices, with how many each further choice would leave',
  login: 'staff',
  act: 'public',
  audit: null,
  query: z.object({
    q: z.string().max(100).default(''),
    theme: theme.optional(),
    age: ageGroup.optional(),
    level: z.enum(levels).optional(),
    target: z.enum(targets).optional(),
    setting: z.enum(settings).optional(),
    evidence: z.enum(evidences).optional(),
    cost: z.enum(costs).optional(),
    language: z.enum(materialLanguages).optional(),
    kind: z.enum(sheetKinds).optional(),
  }),
  output: z.object({
    /** In the whole catalogue. */
    total: z.int(),
    cards: z.array(SheetCard),
    facets: z.object({
      theme: counts(themes),
      age: z.array(z.object({ value: ageGroup, count: z.int() })),
      level: counts(levels),
      target: counts(targets),
      setting: counts(settings),
      evidence: counts(evidences),
      cost: counts(costs),
      language: counts(materialLanguages),
      kind: counts(sheetKinds),
    }),
    /** How many sheets of the whole catalogue there are for each theme and age. */
    coverage: z.array(z.object({ theme, counts: z.record(ageGroup, z.int()) })),
  }),
})

export const getIntervention = operation({
  method: 'GET',
  path: '/interventions/:code',
  summary: 'One published fact sheet',
  login: 'staff',
  act: 'public',
  audit: null,
  params: z.object({ code }),
  output: z.object({ code, version: z.int(), sheet: Sheet }),
})

export const getInterventionPdf = operation({
  method: 'GET',
  path: '/interventions/:code/pdf',
  summary: 'One published fact sheet on paper',
  login: 'staff',
  act: 'intervention.read',
  audit: null,
  params: z.object({ code }),
  query: z.object({ language: z.enum(['da', 'en']).default('da') }),
  produces: 'application/pdf',
})

/** Why a sheet is suggested: the theme, and whether it is clearly worse than its comparison or was chosen. */
const Because = z.object({ theme, cause: z.enum(['worse', 'chosen']), isForAge: z.boolean() })

export const suggestInterventions = operation({
  method: 'GET',
  path: '/intervention-suggestions',
  summary: 'Three to five fact sheets that fit the themes of a finding, each with its reason',
  login: 'staff',
  act: 'intervention.read',
  audit: null,
  query: z.object({
    /** `sleep:worse,friends:chosen` */
    themes: z.string().max(600),
    /** The unit the finding is about, as its key; its grades say the age. */
    unit: z.string().max(80).optional(),
    surveyId: z.uuid().optional(),
    /** In years, where it is about one child. */
    age: z.coerce.number().int().min(0).max(30).optional(),
  }),
  output: z.array(SheetCard.extend({ because: Because })),
})

const Experience = z.object({
  id: z.uuid(),
  municipality: z.string().nullable(),
  isOwn: z.boolean(),
  verdict: z.enum(['recommended', 'mixed', 'notForUs']),
  what: z.string(),
  toldOn: z.iso.date(),
})

export const listExperiences = operation({
  method: 'GET',
  path: '/interventions/:code/experiences',
  summary: 'What municipalities tell of a sheet; named only where they have agreed',
  login: 'staff',
  act: 'intervention.read',
  audit: null,
  params: z.object({ code }),
  output: z.array(Experience),
})

export const tellExperience = operation({
  method: 'POST',
  path: '/interventions/:code/experiences',
  summary: 'Tell other municipalities how it went',
  login: 'staff',
  act: 'intervention.tell',
  audit: 'intervention.told',
  params: z.object({ code }),
  body: z.object({
    verdict: z.enum(['recommended', 'mixed', 'notForUs']),
    what: words.min(1),
    showsName: z.boolean(),
  }),
})

export const withdrawExperience = operation({
  method: 'DELETE',
  path: '/experiences/:id',
  summary: 'Take back what one’s own municipality has told',
  login: 'staff',
  act: 'intervention.tell',
  audit: 'intervention.takenBack',
  params: z.object({ id: z.uuid() }),
})

// Writing and reviewing

const Step = z.object({
  step: z.enum(reviewSteps),
  at: z.iso.datetime({ offset: true }),
  role: z.string(),
  comment: z.string(),
  interests: z.string(),
})

export const SheetVersion = z
  .object({
    id: z.uuid(),
    code,
    version: z.int(),
    state: z.enum(sheetStates),
    sheet: Sheet,
    changedAt: z.iso.datetime({ offset: true }),
    /** Signed off since it was last sent. */
    isSignedOff: z.boolean(),
    isOwn: z.boolean(),
    faults: z.array(z.object({ field: z.string(), fault: z.string() })),
    steps: z.array(Step),
  })
  .meta({ id: 'SheetVersion' })
export type SheetVersion = z.infer<typeof SheetVersion>

const versionId = z.object({ id: z.uuid() })

export const listOwnInterventions = operation({
  method: 'GET',
  path: '/intervention-drafts',
  summary: 'Every version one has written oneself, those last changed first',
  login: 'staff',
  act: 'intervention.write',
  audit: null,
  output: z.array(SheetVersion),
})

export const draftIntervention = operation({
  method: 'POST',
  path: '/intervention-drafts',
  summary: 'Begin a fact sheet, or a next version of one’s own published sheet',
  login: 'staff',
  act: 'intervention.write',
  audit: 'intervention.drafted',
  body: z.object({ sheet: Sheet, revises: z.uuid().nullable() }),
  output: SheetVersion,
})

export const getInterventionDraft = operation({
  method: 'GET',
  path: '/intervention-drafts/:id',
  summary: 'One version with its review, for its author and those who review',
  login: 'staff',
  act: 'intervention.read',
  audit: null,
  params: versionId,
  output: SheetVersion,
})

export const changeIntervention = operation({
  method: 'PUT',
  path: '/intervention-drafts/:id',
  summary: 'Change a draft',
  login: 'staff',
  act: 'intervention.write',
  audit: 'intervention.changed',
  params: versionId,
  body: Sheet,
  output: SheetVersion,
})

export const discardIntervention = operation({
  method: 'DELETE',
  path: '/intervention-drafts/:id',
  summary: 'Throw a draft away',
  login: 'staff',
  act: 'intervention.write',
  audit: 'intervention.discarded',
  params: versionId,
})

export const sendIntervention = operation({
  method: 'POST',
  path: '/intervention-drafts/:id/send',
  summary: 'Send a draft to be reviewed',
  login: 'staff',
  act: 'intervention.write',
  audit: 'intervention.sent',
  params: versionId,
  output: SheetVersion,
})

export const listInterventionsInReview = operation({
  method: 'GET',
  path: '/intervention-reviews',
  summary: 'Fact sheets that wait for a review, those that have waited longest first',
  login: 'staff',
  act: 'intervention.review',
  audit: null,
  output: z.array(SheetVersion),
})

export const signOffIntervention = operation({
  method: 'POST',
  path: '/intervention-drafts/:id/sign-off',
  summary: 'Sign a fact sheet off as an expert, with interests declared',
  login: 'staff',
  act: 'intervention.signOff',
  audit: 'intervention.signedOff',
  params: versionId,
  body: z.object({ interests: words.min(1), comment: words }),
  output: SheetVersion,
})

export const returnIntervention = operation({
  method: 'POST',
  path: '/intervention-drafts/:id/return',
  summary: 'Send a fact sheet back to its provider, saying why',
  login: 'staff',
  act: 'intervention.publish',
  audit: 'intervention.returned',
  params: versionId,
  body: z.object({ comment: words.min(1) }),
  output: SheetVersion,
})

export const publishIntervention = operation({
  method: 'POST',
  path: '/intervention-drafts/:id/publish',
  summary: 'Publish a fact sheet that is signed off; an earlier version of it is retired',
  login: 'staff',
  act: 'intervention.publish',
  audit: 'intervention.published',
  params: versionId,
  output: SheetVersion,
})

export const retireIntervention = operation({
  method: 'POST',
  path: '/interventions/:code/retire',
  summary: 'Take a fact sheet out of the catalogue',
  login: 'staff',
  act: 'intervention.publish',
  audit: 'intervention.retired',
  params: z.object({ code }),
})

export const confirmIntervention = operation({
  method: 'POST',
  path: '/interventions/:code/confirm',
  summary: 'Say that a published fact sheet has been read again and still holds',
  login: 'staff',
  act: 'intervention.publish',
  audit: 'intervention.confirmed',
  params: z.object({ code }),
})

// Action plans

export const PlanTerms = z
  .object({
    title: z.string().trim().min(1).max(longestDecision),
    aim: words,
    owner: z.string().trim().min(1).max(120),
    startsOn: z.iso.date(),
    dueOn: z.iso.date(),
    theme,
    item: z.string().max(60).nullable(),
    interventionCode: code.nullable(),
  })
  .meta({ id: 'PlanTerms' })
export type PlanTerms = z.infer<typeof PlanTerms>

export const ActionPlan = PlanTerms.extend({
  id: z.uuid(),
  unit: z.string(),
  /** A class's name, where it is about a class. */
  className: z.string().nullable(),
  /** The institution's name; null for a plan of the whole municipality. */
  institution: z.string().nullable(),
  surveyId: z.uuid().nullable(),
  surveyTitle: z.string().nullable(),
  sheetTitle: z.object({ da: z.string(), en: z.string() }).nullable(),
  state: z.enum(planStates),
  isDue: z.boolean(),
  outcome: z.enum(planOutcomes).nullable(),
  lesson: z.string(),
  evaluatedOn: z.iso.date().nullable(),
}).meta({ id: 'ActionPlan' })
export type ActionPlan = z.infer<typeof ActionPlan>

const planId = z.object({ id: z.uuid() })

export const listPlans = operation({
  method: 'GET',
  path: '/plans',
  summary: 'Action plans: a leader’s own institutions’, or the municipality’s; those due first come first',
  login: 'staff',
  act: 'plan.read',
  audit: null,
  output: z.array(ActionPlan),
})

export const getPlan = operation({
  method: 'GET',
  path: '/plans/:id',
  summary: 'One action plan',
  login: 'staff',
  act: 'plan.read',
  audit: null,
  params: planId,
  output: ActionPlan,
})

export const startPlan = operation({
  method: 'POST',
  path: '/plans',
  summary: 'Make an action plan for a unit',
  login: 'staff',
  act: 'plan.write',
  audit: 'plan.made',
  body: PlanTerms.extend({
    unit: z.string().max(80),
    surveyId: z.uuid().nullable(),
    /** What a meeting decided, and this carries out: its draft is emptied with it, unless something else has been written there since. */
    decided: z.object({ surveyId: z.uuid(), unit: z.string().max(80), title: z.string().max(longestDecision) }).optional(),
  }),
  output: ActionPlan,
})

export const changePlan = operation({
  method: 'PUT',
  path: '/plans/:id',
  summary: 'Change what is agreed in an action plan that has not ended',
  login: 'staff',
  act: 'plan.write',
  audit: 'plan.changed',
  params: planId,
  body: PlanTerms,
  output: ActionPlan,
})

export const evaluatePlan = operation({
  method: 'POST',
  path: '/plans/:id/evaluate',
  summary: 'Say how an action plan went',
  login: 'staff',
  act: 'plan.write',
  audit: 'plan.evaluated',
  params: planId,
  body: z.object({ outcome: z.enum(planOutcomes), lesson: words }),
  output: ActionPlan,
})

export const dropPlan = operation({
  method: 'POST',
  path: '/plans/:id/drop',
  summary: 'Give an action plan up, saying why',
  login: 'staff',
  act: 'plan.write',
  audit: 'plan.dropped',
  params: planId,
  body: z.object({ lesson: words.min(1) }),
  output: ActionPlan,
})
