/** Every job by its name, with the shape of its payload. A job may run twice, so doing it again changes nothing. */
import { z } from 'zod'
import type { JobName } from '#database/jobs.ts'
import { occasions } from '#domain/invitation/invitation.ts'
import type { House } from '../house.ts'
import { anchorAudit } from './anchor-audit.ts'
import { applyRosterImport, giveUpApplying } from './apply-roster.ts'
import { closeSurvey } from './close-survey.ts'
import { drawHalfYearly } from './draw-sample.ts'
import { fetchFromStil } from './fetch-stil.ts'
import { forgetFeedback } from './forget-feedback.ts'
import { forgetLogins } from './forget-logins.ts'
import { planInvitations } from './plan-invitations.ts'
import { giveUpReading, readRosterImport } from './read-roster.ts'
import { releaseFigures } from './release-figures.ts'
import { sealBatch } from './seal-batch.ts'
import { sealClass } from './seal-class.ts'
import { sendMessages } from './send-messages.ts'
import { shredKeys } from './shred-keys.ts'
import { turnFifteen } from './turn-fifteen.ts'

export type Job = {
  readonly run: (house: House, payload: unknown) => Promise<void>
  /** After the last attempt has failed: tells whoever waits. */
  readonly giveUp?: (house: House, payload: unknown) => Promise<void>
  /** Never given up: nobody else will do it, and figures that people have answered for would be missing. */
  readonly isOwed?: boolean
}

const ClassJob = z.object({ municipalityId: z.int(), surveyId: z.uuid(), classId: z.uuid() })
const SurveyJob = ClassJob.omit({ classId: true })
const PlanJob = z.object({ ...SurveyJob.shape, occasion: z.enum(occasions), dueOn: z.iso.date() }).partial()
const ReleaseJob = z.object({ ...SurveyJob.shape, gather: z.int(), everybody: z.int() }).partial()
const RosterJob = z.object({ municipalityId: z.int(), importId: z.uuid() })

export const jobs: Readonly<Record<JobName, Job>> = {
  'forget-feedback': job(z.object({}), forgetFeedback),
  'forget-logins': job(z.object({}), forgetLogins),
  'read-roster': job(RosterJob, readRosterImport, giveUpReading),
  'apply-roster': job(RosterJob, applyRosterImport, giveUpApplying),
  'seal-class': { ...job(ClassJob, sealClass), isOwed: true },
  'seal-batch': job(SurveyJob.partial(), sealBatch),
  'close-survey': { ...job(SurveyJob, closeSurvey), isOwed: true },
  'plan-invitations': job(PlanJob, planInvitations),
  'send-messages': job(SurveyJob, sendMessages),
  'shred-keys': job(z.object({}), shredKeys),
  'release-figures': job(ReleaseJob, releaseFigures),
  'fetch-stil': job(RosterJob.pick({ municipalityId: true }).partial(), fetchFromStil),
  'anchor-audit': job(z.object({}), anchorAudit),
  'draw-sample': job(RosterJob.pick({ municipalityId: true }).partial(), drawHalfYearly),
  'turn-fifteen': job(RosterJob.pick({ municipalityId: true }).partial(), turnFifteen),
}

function job<P>(
  Payload: z.ZodType<P>,
  run: (house: House, payload: P) => Promise<void>,
  giveUp?: (house: House, payload: P) => Promise<void>,
): Job {
  return {
    run: (house, payload) => run(house, Payload.parse(payload)),
    ...(giveUp === undefined ? {} : { giveUp: (house, payload) => giveUp(house, Payload.parse(payload)) }),
  }
}
