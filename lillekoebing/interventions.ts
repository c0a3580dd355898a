/** Inspiration in use: sheets on their way to the catalogue, plans at a school, and what municipalities tell. */
import {
  findPublishedSheet,
  insertExperience,
  insertPlan,
  insertReview,
  insertSheetVersion,
  listPlans,
  listSheetVersions,
  type Verdict,
} from '#database/intervention.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import type { Plan } from '#domain/intervention/plan.ts'
import type { ReviewStep, SheetState } from '#domain/intervention/review.ts'
import { type Sheet, sheetWords } from '#domain/intervention/sheet.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { idOf } from './identifier.ts'
import { association, lillekoebing, places } from './place.ts'
import { staffOf } from './staff.ts'
import { institutionId, makeTown } from './town.ts'
import { surveyId } from './waves.ts'

/** Writes what is missing. Runs after the surveys, which plans begin from. */
export async function writeInterventions(doors: Doors, today: string): Promise<void> {
  const seeded = (municipalityId: number, work: (tx: Tx) => Promise<void>) =>
    doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, work)
  await seeded(association.id, (tx) => writeDrafts(tx, today))
  await seeded(lillekoebing.id, (tx) => writePlans(tx, today))
  await seeded(lillekoebing.id, (tx) => writeExperiences(tx, lillekoebing.id, today))
  await seeded(882, (tx) => writeExperiences(tx, 882, today))
}

function accountOf(municipalityId: number, role: string, today: string): string {
  const plan = places.find(({ id }) => id === municipalityId) ?? lillekoebing
  return staffOf(makeTown(plan, schoolYearOf(today))).find((one) => one.role === role)?.id ?? ''
}

/** A moment so many days before the day, at nine. */
function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T09:00:00Z`) - days * 86_400_000).toISOString()
}

function dayAfter(today: string, days: number): string {
  return daysBefore(today, -days).slice(0, 10)
}

type Draft = {
  readonly title: string
  readonly provider: string
  /** The sheet whose facts it shares. */
  readonly after: string
  readonly words: Pick<Sheet['texts']['da'], 'summary' | 'aim' | 'activities' | 'family'>
  readonly state: SheetState
  readonly steps: readonly { readonly step: ReviewStep; readonly daysAgo: number; readonly comment?: string }[]
}

const drafts: readonly Draft[] = [
  {
    title: 'Godmorgen i klassen',
    provider: 'Værkstedet Morgenstund (opfundet)',
    after: 'arbejdsro-sammen',
    words: {
      summary: 'Læreren tager imod ved døren, og dagen begynder med ti rolige minutter, som klassen selv har valgt.',
      aim: 'At flere elever er klar til at lære fra første time.',
      activities:
        'Klassen vælger mellem fire begyndelser: læsning, en runde, en leg eller ro. Den samme begyndelse bruges i to uger ad gangen. To elever holder øje med, hvor hurtigt der bliver ro.',
      family: 'Dagen i klassen begynder på samme måde hver morgen. Det hjælper at komme fem minutter før, det ringer.',
    },
    state: 'inReview',
    steps: [
      { step: 'sent', daysAgo: 9 },
      { step: 'signedOff', daysAgo: 3, comment: 'Klart skrevet. Påstanden om virkning passer til det, der er undersøgt.' },
    ],
  },
  {
    title: 'Cyklen frem',
    provider: 'Værkstedet Morgenstund (opfundet)',
    after: 'bevaeg-dagen',
    words: {
      summary: 'Klassen cykler sammen til skole én dag om ugen fra et fast mødested.',
      aim: 'At flere børn cykler til skole, og at de gør det sammen.',
      activities:
        'Forældrene deles om at være med fra mødestedet. Klassen gennemgår cyklerne og øver skolevejen i to lektioner. Dagen holdes fra påske til efterårsferien.',
      family: 'Fredag er cykeldag. Tjek lys, bremser og hjelm aftenen før. Mangler jeres barn en cykel, har skolen nogle at låne ud.',
    },
    state: 'inReview',
    steps: [{ step: 'sent', daysAgo: 4 }],
  },
  {
    title: 'Spisevenner',
    provider: 'Værkstedet Morgenstund (opfundet)',
    after: 'madklubben',
    words: {
      summary: 'Elever fra to årgange spiser sammen en gang om ugen i små faste grupper.',
      aim: 'At ingen spiser alene, og at børn kender nogen på tværs af klasser.',
      activities:
        'Seks børn fra to årgange har et fast bord. De ældste er værter og har et spørgsmål med. En voksen sidder ved hvert andet bord.',
      family: 'Jeres barn har et fast bord om onsdagen. Spørg, hvem der sad der, og hvad de talte om.',
    },
    state: 'draft',
    steps: [
      { step: 'sent', daysAgo: 20 },
      { step: 'returned', daysAgo: 12, comment: 'Skriv, hvad det koster per elev, og hvem man kan ringe til.' },
    ],
  },
]

/** A provider's sheets: one that an expert has signed off, one that waits, and one that came back. */
async function writeDrafts(tx: Tx, today: string): Promise<void> {
  const provider = accountOf(association.id, 'interventionProvider', today)
  const reviewers = {
    sent: provider,
    signedOff: accountOf(association.id, 'expertReviewer', today),
    returned: accountOf(association.id, 'secretariat', today),
  } as const
  const roles = { sent: 'interventionProvider', signedOff: 'expertReviewer', returned: 'secretariat' } as const
  if ((await listSheetVersions(tx, provider)).length > 0) return
  for (const draft of drafts) {
    const model = await findPublishedSheet(tx, draft.after)
    if (!model) continue
    const id = idOf('intervention', draft.title)
    const { da } = model.sheet.texts
    const untranslated = Object.fromEntries(sheetWords.map((word) => [word, ''])) as typeof da
    const sheet: Sheet = {
      ...model.sheet,
      evidence: 'notStudied',
      texts: {
        da: { ...da, ...draft.words, title: draft.title, provider: draft.provider, evidence: 'Ikke undersøgt endnu. Eksempel: opfundet.' },
        en: untranslated,
      },
    }
    const changedAt = daysBefore(today, draft.steps[0]?.daysAgo ?? 0)
    const code = `${draft.after}-${id.slice(0, 4)}`
    await insertSheetVersion(tx, { id, code, version: 1, state: draft.state, authorId: provider, sheet, changedAt })
    for (const { step, daysAgo, comment = '' } of draft.steps) {
      if (step !== 'sent' && step !== 'signedOff' && step !== 'returned') continue
      await insertReview(tx, {
        id: idOf('review', draft.title, step),
        interventionId: id,
        authorId: provider,
        reviewerId: reviewers[step],
        role: roles[step],
        step,
        at: daysBefore(today, daysAgo),
        comment,
        interests: step === 'signedOff' ? 'Ingen' : '',
      })
    }
  }
}

/** Plans at Møllebakkens Skole, and one of the whole municipality. */
async function writePlans(tx: Tx, today: string): Promise<void> {
  if ((await listPlans(tx)).length > 0) return
  const school = institutionId(lillekoebing.id, 'moellebakken')
  const survey = surveyId(lillekoebing.id, schoolYearOf(today) - 1)
  const known = await tx
    .selectFrom('common.survey')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', survey)
    .executeTakeFirst()
  const shared = {
    municipalityId: lillekoebing.id,
    surveyId: known?.id ?? null,
    outcome: null,
    lesson: '',
    evaluatedOn: null,
  } as const
  const atSchool = { ...shared, institutionId: school, unit: `institution:${school}` } as const
  const plans: readonly Plan[] = [
    {
      ...atSchool,
      id: idOf('plan', 'frikvarter'),
      theme: 'bullying',
      item: 'bullied',
      interventionCode: 'alle-i-kredsen',
      title: 'Trygge frikvarterer på mellemtrinnet',
      aim: 'Færre børn bliver mobbet, og alle ved, hvem de kan gå til i frikvarteret.',
      owner: 'Trivselsteamet',
      state: 'running',
      startsOn: dayAfter(today, -75),
      dueOn: dayAfter(today, 120),
    },
    {
      ...atSchool,
      id: idOf('plan', 'soevn'),
      theme: 'sleep',
      item: 'sleep-tired',
      interventionCode: 'soevn-i-oejenhoejde',
      title: 'Telefonen sover i køkkenet',
      aim: 'Flere i 5. og 6. klasse sover nok på hverdage. Aftalen laves med forældrene.',
      owner: '5. og 6. årgangs team med sundhedsplejersken',
      state: 'running',
      startsOn: dayAfter(today, -190),
      dueOn: dayAfter(today, -6),
    },
    {
      ...atSchool,
      id: idOf('plan', 'patrulje'),
      theme: 'friends',
      item: 'recess-company',
      interventionCode: 'legepatruljen',
      title: 'Legepatrulje i SFO’en',
      aim: 'Ingen står alene i frikvarteret.',
      owner: 'SFO-leder',
      state: 'evaluated',
      startsOn: dayAfter(today, -400),
      dueOn: dayAfter(today, -160),
      outcome: 'better',
      lesson: 'Patruljen virker, når den samme voksen er med hver uge. Vesten betyder mere, end vi troede.',
      evaluatedOn: dayAfter(today, -150),
    },
    {
      ...shared,
      institutionId: null,
      unit: 'municipality',
      id: idOf('plan', 'fravaer'),
      theme: 'absence',
      item: null,
      interventionCode: 'naervaer-hver-dag',
      title: 'Fælles trappe for fravær',
      aim: 'Alle skoler møder fravær ens og tidligt.',
      owner: 'Skoleafdelingen med PPR',
      state: 'planned',
      startsOn: dayAfter(today, 40),
      dueOn: dayAfter(today, 400),
    },
  ]
  for (const plan of plans) await insertPlan(tx, plan)
}

const told: readonly {
  readonly municipalityId: number
  readonly code: string
  readonly verdict: Verdict
  readonly what: string
  readonly showsName: boolean
  readonly daysAgo: number
}[] = [
  {
    municipalityId: 881,
    code: 'legepatruljen',
    verdict: 'recommended',
    what: 'Let at komme i gang. Sæt en fast voksen på fra begyndelsen, og lad patruljen selv vælge legene.',
    showsName: true,
    daysAgo: 148,
  },
  {
    municipalityId: 882,
    code: 'legepatruljen',
    verdict: 'mixed',
    what: 'Gik godt om sommeren. Om vinteren manglede vi et sted inde.',
    showsName: false,
    daysAgo: 61,
  },
  {
    municipalityId: 882,
    code: 'soevn-i-oejenhoejde',
    verdict: 'recommended',
    what: 'Forældremødet var det vigtigste. Hold det samme uge som dagbogen.',
    showsName: true,
    daysAgo: 33,
  },
  {
    municipalityId: 881,
    code: 'alle-i-kredsen',
    verdict: 'mixed',
    what: 'Klassemøderne lever, men de tager tid. To skoler begyndte med en årgang ad gangen, og det var klogt.',
    showsName: true,
    daysAgo: 20,
  },
]

async function writeExperiences(tx: Tx, municipalityId: number, today: string): Promise<void> {
  const known = await tx
    .selectFrom('common.interventionExperience')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .executeTakeFirst()
  if (known) return
  for (const { municipalityId: _, code, daysAgo, ...experience } of told.filter((one) => one.municipalityId === municipalityId)) {
    await insertExperience(tx, {
      ...experience,
      id: idOf('experience', municipalityId, code),
      interventionCode: code,
      toldBy: accountOf(municipalityId, 'municipalAnalyst', today),
      toldOn: dayAfter(today, -daysAgo),
    })
  }
}
