/** Three PLUS cases: one just opened, one with three views and a goal, one followed up so that a change shows. */
import { readFileSync } from 'node:fs'
import {
  findCaseCipher,
  insertAssessment,
  insertAssessmentConsent,
  insertGoal,
  insertInformant,
  insertInformantResponse,
  findAssessment,
  lockInformantByLink,
  saveInformant,
  saveMember,
} from '#database/assessment.ts'
import { insertAuditEvent } from '#database/audit.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import type { Actor, Role } from '#domain/access/actor.ts'
import { informantOf, type LegalBasis, type Relation } from '#domain/assessment/assessment.ts'
import { addDays } from '#domain/calendar/calendar.ts'
import type { Informant, Instrument } from '#domain/instrument/instrument.ts'
import { findImpactForm, findVersion } from '#domain/instrument/instrument.ts'
import { answersOf } from '#domain/instrument/questionnaire-of.ts'
import { score } from '#domain/instrument/score.ts'
import { linkFrom } from '#domain/survey/code.ts'
import { answeredInEighth, pupilAt, type Seat } from './families.ts'
import { idOf } from './identifier.ts'
import { lillekoebing } from './place.ts'
import { staffOf } from './staff.ts'
import type { Town } from './town.ts'

/** How much of each scale somebody sees, 0 to 10, and what the impact's questions are answered with, 0 to 3. */
type Seen = { readonly scales: Readonly<Record<string, number>>; readonly impact: number }

type Planned = {
  readonly key: string
  readonly seat: Seat
  readonly owner: Role
  readonly participants: readonly Role[]
  readonly legalBasis: LegalBasis
  readonly openedDaysAgo: number
  readonly reason: string
  /** When the family was told; null when it has not been. */
  readonly consentDaysAgo: number | null
  readonly rounds: readonly {
    readonly invitedDaysAgo: number
    readonly dueInDays: number
    readonly informants: readonly PlannedInformant[]
  }[]
  readonly goals: readonly {
    readonly text: string
    readonly who: string
    readonly inDays: number
    readonly score: string
    readonly writtenDaysAgo: number
  }[]
}

type PlannedInformant = {
  readonly relation: Relation
  readonly label: string
  readonly answeredDaysAgo: number | null
  readonly seen?: Seen
}

const cases: readonly Planned[] = [
  {
    key: 'just-opened',
    seat: { institutionKey: 'havbrinkskolen', className: '6.B', place: 3 },
    owner: 'eduPsychologist',
    participants: [],
    legalBasis: 'ppr',
    openedDaysAgo: 1,
    reason:
      'Klasselæreren fortæller, at eleven siden efterårsferien kommer for sent flere gange om ugen og sidder uden madpakke. Skolen har talt med hjemmet to gange.',
    consentDaysAgo: null,
    rounds: [],
    goals: [],
  },
  {
    key: 'three-views',
    seat: { institutionKey: 'moellebakken', className: '9.A', place: 6 },
    owner: 'eduPsychologist',
    participants: ['socialWorker'],
    legalBasis: 'mapping',
    openedDaysAgo: 38,
    reason:
      'Forældrene har selv henvendt sig: den unge sover dårligt og kan ikke komme op. I skolen ser de mest, at morgenerne er gået i stå; resten af dagen går.',
    consentDaysAgo: 36,
    rounds: [
      {
        invitedDaysAgo: 34,
        dueInDays: -18,
        informants: [
          {
            relation: 'mother',
            label: 'Mor',
            answeredDaysAgo: 31,
            seen: { scales: { mornings: 6, meals: 3, rest: 9, movement: 4, interests: 7 }, impact: 3 },
          },
          {
            relation: 'teacher',
            label: 'Klasselærer',
            answeredDaysAgo: 27,
            seen: { scales: { mornings: 7, meals: 2, rest: 3, movement: 3, interests: 6 }, impact: 2 },
          },
          {
            relation: 'self',
            label: '',
            answeredDaysAgo: 20,
            seen: { scales: { mornings: 7, meals: 4, rest: 9, movement: 5, interests: 8 }, impact: 3 },
          },
        ],
      },
    ],
    goals: [
      {
        text: 'Sove fra klokken 23 på hverdage, uden skærm den sidste time',
        who: 'Den unge og mor; PPR ringer hver anden uge',
        inDays: 45,
        score: 'rest',
        writtenDaysAgo: 12,
      },
    ],
  },
  {
    key: 'followed-up',
    seat: answeredInEighth,
    owner: 'caseOwner',
    participants: ['eduPsychologist', 'healthVisitor'],
    legalBasis: 'childAssessment',
    openedDaysAgo: 190,
    reason: 'Sundhedsplejersken og skolen er begge bekymrede for måltider og for, hvor lidt der er kræfter til efter skole.',
    consentDaysAgo: 188,
    rounds: [
      {
        invitedDaysAgo: 186,
        dueInDays: -170,
        informants: [
          {
            relation: 'mother',
            label: 'Mor',
            answeredDaysAgo: 183,
            seen: { scales: { mornings: 5, meals: 9, rest: 6, movement: 7, interests: 6 }, impact: 3 },
          },
          {
            relation: 'teacher',
            label: 'Dansklærer',
            answeredDaysAgo: 180,
            seen: { scales: { mornings: 4, meals: 8, rest: 4, movement: 6, interests: 5 }, impact: 2 },
          },
          {
            relation: 'pedagogue',
            label: 'Klubpædagog',
            answeredDaysAgo: 176,
            seen: { scales: { mornings: 3, meals: 6, rest: 4, movement: 7, interests: 4 }, impact: 2 },
          },
        ],
      },
      {
        invitedDaysAgo: 12,
        dueInDays: 3,
        informants: [
          {
            relation: 'mother',
            label: 'Mor',
            answeredDaysAgo: 9,
            seen: { scales: { mornings: 4, meals: 3, rest: 5, movement: 6, interests: 7 }, impact: 2 },
          },
          {
            relation: 'teacher',
            label: 'Dansklærer',
            answeredDaysAgo: 4,
            seen: { scales: { mornings: 4, meals: 6, rest: 3, movement: 5, interests: 6 }, impact: 2 },
          },
          { relation: 'pedagogue', label: 'Klubpædagog', answeredDaysAgo: null },
        ],
      },
    ],
    goals: [
      {
        text: 'Morgenmad hjemme hver dag, og madpakke med',
        who: 'Mor og stedfar; skolen har brød klar',
        inDays: -20,
        score: 'meals',
        writtenDaysAgo: 160,
      },
      {
        text: 'Ude mindst en time efter skole tre dage om ugen',
        who: 'Klubben henter i skolegården',
        inDays: 30,
        score: 'movement',
        writtenDaysAgo: 160,
      },
    ],
  },
]

/** Writes the cases that are missing; only Lillekøbing has any. */
export async function writeAssessments(doors: Doors, keyring: Keyring, town: Town, today: string): Promise<void> {
  if (town.plan.id !== lillekoebing.id) return
  const instrument: Instrument = JSON.parse(readFileSync(new URL('../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))
  for (const planned of cases) {
    const id = idOf('assessment', planned.key)
    const owner = actorIn(town, planned.owner, id)
    await doors.as(owner, 'assessment', async (tx) => {
      if ((await findAssessment(tx, id)) === undefined) await writeCase(tx, keyring, town, instrument, planned, { id, owner, today })
    })
  }
  await answerAssessments(doors, keyring, town.plan.id, instrument, today)
}

/** The first of a role in the town, reaching one case. */
function actorIn(town: Town, role: Role, assessmentId: string): Actor {
  const account = staffOf(town).find((one) => one.role === role)
  if (!account) throw new Error(`nobody in the town is ${role}`)
  return { accountId: account.id, municipalityId: town.plan.id, role, institutionIds: [], classIds: [], reach: [assessmentId] }
}

type Place = { readonly id: string; readonly owner: Actor; readonly today: string }

async function writeCase(
  tx: Tx,
  keyring: Keyring,
  town: Town,
  instrument: Instrument,
  planned: Planned,
  { id, owner, today }: Place,
): Promise<void> {
  const pupil = pupilAt(town, planned.seat)
  const at = (daysAgo: number, hour = 10) => `${addDays(today, -daysAgo)}T${String(hour).padStart(2, '0')}:12:00.000Z`
  const opened = new Date(at(planned.openedDaysAgo, 9))
  await insertAssessment(tx, keyring, {
    id,
    pupilId: pupil.id,
    reason: planned.reason,
    legalBasis: planned.legalBasis,
    instrument: instrument.code,
    openedBy: owner.accountId,
    ownerId: owner.accountId,
    now: opened,
  })
  for (const role of planned.participants) await saveMember(tx, id, actorIn(town, role, id).accountId, opened)
  // What a person does leaves a row; so does what is said to have been done.
  await insertAuditEvent(tx, {
    at: opened,
    actorId: owner.accountId,
    role: owner.role,
    act: 'assessment.started',
    object: `assessments:${id}`,
    purpose: planned.legalBasis,
    relation: 'lookedUp',
    pupilIds: [pupil.id],
  })
  if (planned.consentDaysAgo !== null)
    await insertAssessmentConsent(tx, id, idOf('assessment-consent', planned.key), {
      givenBy: 'custodyHolder',
      way: 'meeting',
      decision: 'given',
      recordedBy: owner.accountId,
      recordedAt: at(planned.consentDaysAgo),
    })
  const cipher = await findCaseCipher(tx, keyring, id)
  if (!cipher) throw new Error('a case that was just written has no key')
  for (const [place, round] of planned.rounds.entries()) {
    for (const [seat, informant] of round.informants.entries()) {
      const informantId = idOf('assessment-informant', planned.key, place, seat)
      const version = versionOf(instrument, informantOf(informant.relation))
      await insertInformant(tx, {
        id: informantId,
        assessmentId: id,
        round: place + 1,
        relation: informant.relation,
        label: informant.label === '' ? null : cipher.seal(`label|${informantId}`, informant.label),
        instrument: instrument.code,
        version,
        follows: place === 0 ? null : idOf('assessment-informant', planned.key, place - 1, seat),
        turn: 0,
        linkHmac: keyring.linkHmac(
          tx.municipalityId,
          linkFrom(tx.municipalityId, keyring.linkSymbols(tx.municipalityId, id, informantId, 0)),
        ),
        dueOn: addDays(today, round.dueInDays),
        invitedAt: at(round.invitedDaysAgo, 10 + seat),
      })
    }
  }
  for (const [place, goal] of planned.goals.entries()) {
    const goalId = idOf('assessment-goal', planned.key, place)
    await insertGoal(tx, {
      id: goalId,
      assessmentId: id,
      text: cipher.seal(`goal|${goalId}|text`, goal.text),
      who: cipher.seal(`goal|${goalId}|who`, goal.who),
      dueOn: addDays(today, goal.inDays),
      score: goal.score,
      writtenBy: owner.accountId,
      now: new Date(at(goal.writtenDaysAgo)),
    })
  }
}

/** Sends the answers that are planned, each as whoever holds that link, which is the only way in. */
async function answerAssessments(
  doors: Doors,
  keyring: Keyring,
  municipalityId: number,
  instrument: Instrument,
  today: string,
): Promise<void> {
  for (const { key, rounds } of cases) {
    const assessmentId = idOf('assessment', key)
    for (const [place, { informants }] of rounds.entries()) {
      for (const [seat, { relation, answeredDaysAgo, seen }] of informants.entries()) {
        if (answeredDaysAgo === null || seen === undefined) continue
        const informantId = idOf('assessment-informant', key, place, seat)
        const symbols = linkFrom(municipalityId, keyring.linkSymbols(municipalityId, assessmentId, informantId, 0))
        const reach = keyring.linkHmac(municipalityId, symbols).toString('hex')
        await doors.as({ municipalityId, role: 'respondent', reach }, 'assessment', async (tx) => {
          const waiting = await lockInformantByLink(tx, keyring.linkHmac(municipalityId, symbols))
          if (waiting?.state !== 'invited') return
          const version = versionOf(instrument, informantOf(relation))
          const answers = answersSeeing(instrument, version, seen)
          const given = answersOf(instrument, version, answers)
          const reckoned = 'refused' in given ? given : score(instrument, version, given.answers, given.impact)
          if ('refused' in reckoned) throw new Error(`a planned answer can't be scored: ${reckoned.refused}`)
          const now = new Date(`${addDays(today, -answeredDaysAgo)}T18:40:00.000Z`)
          await insertInformantResponse(tx, { informantId, assessmentId, answers, score: reckoned, now })
          await saveInformant(tx, informantId, { state: 'answered', answeredAt: now.toISOString() })
        })
      }
    }
  }
}

function versionOf(instrument: Instrument, informant: Informant): string {
  const found = instrument.versions.find((one) => one.informant === informant)
  if (!found) throw new Error(`the instrument has no version for ${informant}`)
  return found.code
}

/** Options by place, from 1, that make the scales come out as planned: a scale's points are laid out item by item. */
function answersSeeing(instrument: Instrument, versionCode: string, { scales, impact }: Seen): readonly number[] {
  const { from, to } = instrument.answers
  const most = to - from
  const version = findVersion(instrument, versionCode)
  const form = version && findImpactForm(instrument, version)
  const items = instrument.items.map((item) => {
    const scale = instrument.scales.find((one) => one.items.includes(item))
    if (!scale) return from
    const left = (scales[scale.code] ?? 0) - scale.items.indexOf(item) * most
    const points = Math.max(0, Math.min(most, left))
    return (scale.reversed.includes(item) ? most - points : points) + from
  })
  // The gate says that there is something, so that the impact's questions are asked.
  const gate = instrument.impact ? [Math.max(instrument.impact.closed + 1, impact - 1)] : []
  const asked = (form?.asked ?? []).map((_, place) => Math.max(0, impact - (place % 2)))
  return [...items.map((raw) => raw - from), ...gate, ...asked].map((raw) => raw + 1)
}
