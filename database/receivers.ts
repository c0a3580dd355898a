/** Whom a survey has asked and who stands where, for a whole municipality at once. What was answered is not to be had here. */
import { sql } from 'kysely'
import type { Consent } from '#domain/consent/consent.ts'
import type { SaidBy } from '#domain/consent/opt-out.ts'
import type { Tx } from './transaction.ts'

export type AskedRow = {
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly institutionId: string
  readonly turn: number
  readonly decision: 'answered' | 'declined' | 'undecided'
  /** By name; null in the statistics track, and for whoever may not read decisions. */
  readonly consent: Consent | null
  readonly said: readonly SaidBy[]
}

/** Everybody with a slip or link of a survey who still goes where they went; of some children, or of all. */
export async function listAsked(tx: Tx, surveyId: string, pupilIds?: readonly string[]): Promise<readonly AskedRow[]> {
  const { rows } = await sql<
    Omit<AskedRow, 'consent'> & {
      readonly decides: Consent['decides'] | null
      readonly consentDecision: Consent['decision'] | null
      readonly hasAnswered: boolean
    }
  >`
    select s.pupil_id, p.person_id, s.class_id, s.institution_id, s.turn,
      case when s.slip_hmac = any(t.answered) then 'answered' when s.slip_hmac = any(t.declined) then 'declined' else 'undecided' end as decision,
      i.decides, i.decision as consent_decision, i.answered_on is not null as has_answered,
      array(select distinct o.said_by from common.opt_out o
        where o.municipality_id = s.municipality_id and o.survey_id = s.survey_id and o.pupil_id = s.pupil_id) as said
    from common.slip s
    join common.pupil p on p.municipality_id = s.municipality_id and p.id = s.pupil_id
    left join statistics.turnout t on t.municipality_id = s.municipality_id and t.survey_id = s.survey_id and t.class_id = s.class_id
    left join health.invitation i on i.municipality_id = s.municipality_id and i.survey_id = s.survey_id and i.pupil_id = s.pupil_id
    where s.municipality_id = ${tx.municipalityId} and s.survey_id = ${surveyId} and p.left_on is null
      and (${pupilIds === undefined} or s.pupil_id = any(${[...(pupilIds ?? [])]}::uuid[]))
    order by s.pupil_id`.execute(tx)
  return rows.map(({ decides, consentDecision, hasAnswered, ...row }) => ({
    ...row,
    consent: decides === null || consentDecision === null ? null : { decides, decision: consentDecision, hasAnswered },
  }))
}
