/** Invitations: who is told of a survey by which channel, what became of it, and the words to tell it with. */
import { z } from 'zod'
import { channels, messageStates, occasions } from '#domain/invitation/invitation.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { troubleReasons } from '#domain/invitation/outcome.ts'
import { operation } from './operation.ts'

const surveyId = z.object({ id: z.uuid() })
const channel = z.enum(channels)

/** How a survey's people are told. */
export const InvitationPlan = z
  .object({
    /** Tried in this order for each receiver; a letter is printed by people. Empty: nobody is written to by us. */
    channels: z.array(channel).max(channels.length),
    /** The day the first message goes out, in the survey's period. */
    invitesOn: z.iso.date(),
    /** Days on which whoever has neither answered nor declined is reminded: after the first message, before the end. */
    remindsOn: z.array(z.iso.date()).max(3),
  })
  .meta({ id: 'InvitationPlan' })
export type InvitationPlan = z.infer<typeof InvitationPlan>

const counts = z.record(z.enum(messageStates), z.int())

export const InvitationStatus = z
  .object({
    surveyId: z.uuid(),
    title: z.string(),
    state: z.enum(['draft', 'open', 'closed', 'sealed']),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    /** Null until somebody has planned it. */
    plan: InvitationPlan.nullable(),
    /** Somebody has stopped the plan; planning again lets it run. */
    isStopped: z.boolean(),
    /** What a plan would be if nobody changed it. */
    suggested: InvitationPlan,
    /** Channels this installation can send by, letters always among them. */
    available: z.array(channel),
    /** Receivers as things stand today, by the channel that would be used; `none`: nobody can be reached but by hand. */
    receivers: z.object({ people: z.int(), children: z.int(), byChannel: z.record(channel, z.int()), none: z.int() }),
    /** Messages by occasion, channel and what became of them. */
    messages: z.array(z.object({ occasion: z.enum(occasions), channel, counts })),
    /** Bounced, failed and uncertain messages that nobody has dealt with. */
    troubles: z.int(),
  })
  .meta({ id: 'InvitationStatus' })
export type InvitationStatus = z.infer<typeof InvitationStatus>

export const getInvitations = operation({
  method: 'GET',
  path: '/surveys/:id/invitations',
  summary: 'How the people of a survey are told, and what has become of it, in numbers',
  login: 'staff',
  act: 'invitation.read',
  audit: null,
  params: surveyId,
  output: InvitationStatus,
})

export const listTelling = operation({
  method: 'GET',
  path: '/invitations',
  summary: 'Open surveys: whether somebody has planned how their people are told, and how many messages have reached nobody',
  login: 'staff',
  act: 'invitation.read',
  audit: null,
  output: z.array(z.object({ surveyId: z.uuid(), title: z.string(), closesOn: z.iso.date(), isPlanned: z.boolean(), troubles: z.int() })),
})

export const planInvitations = operation({
  method: 'PUT',
  path: '/surveys/:id/invitations/plan',
  summary: 'Say by which channels and when people are told and reminded; the queue follows',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.planned',
  params: surveyId,
  body: InvitationPlan,
  output: InvitationStatus,
})

export const sendInvitations = operation({
  method: 'POST',
  path: '/surveys/:id/invitations/send',
  summary: 'Tell whoever has not been told, or remind whoever has neither answered nor declined, now; never twice the same',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.sent',
  params: surveyId,
  body: z.object({ occasion: z.enum(occasions) }),
  output: InvitationStatus,
})

export const stopInvitations = operation({
  method: 'POST',
  path: '/surveys/:id/invitations/stop',
  summary: 'Stop what waits and is planned; what is sent is sent',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.stopped',
  params: surveyId,
  output: InvitationStatus,
})

export const Trouble = z
  .object({
    messageId: z.uuid(),
    occasion: z.enum(occasions),
    channel,
    state: z.enum(['bounced', 'failed', 'uncertain']),
    /** Why, as far as the other side said: a key of the texts, `invitation.reason.<name>`. */
    reason: z.enum(troubleReasons),
    at: z.iso.datetime({ offset: true }),
    pupilId: z.uuid(),
    child: z.string(),
    /** Empty when the name is protected. */
    receiver: z.string(),
    /** Where a letter to the family is printed from. */
    classId: z.uuid(),
    className: z.string(),
    institution: z.string(),
    /** Channels that could be tried instead, best first. */
    others: z.array(channel),
  })
  .meta({ id: 'Trouble' })
export type Trouble = z.infer<typeof Trouble>

export const listTroubles = operation({
  method: 'GET',
  path: '/surveys/:id/invitations/troubles',
  summary: 'Whom no message has reached, by name, so that somebody can reach them otherwise',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.troublesShown',
  purpose: 'invitation',
  params: surveyId,
  output: z.array(Trouble),
})

export const settleTrouble = operation({
  method: 'POST',
  path: '/surveys/:id/invitations/troubles/:messageId',
  summary: 'Send by another channel, send again what may not have been sent, or say that it has been dealt with',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.troubleSettled',
  params: surveyId.extend({ messageId: z.uuid() }),
  body: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('another'), channel }),
    z.strictObject({ how: z.literal('again') }),
    z.strictObject({ how: z.literal('dealtWith') }),
  ]),
  output: InvitationStatus,
})

/** Words to be pasted where we do not send ourselves: Aula, a class's news letter. No child, no topic, no personal link. */
export const getAulaText = operation({
  method: 'GET',
  path: '/surveys/:id/invitations/text',
  summary: 'A text to paste into Aula, in a language of the families',
  login: 'staff',
  act: 'information.print',
  audit: null,
  params: surveyId,
  query: z.object({ occasion: z.enum(occasions).default('invitation'), language: z.enum(respondentLanguages).default('da') }),
  output: z.object({ title: z.string(), text: z.string() }),
})

/** For whoever sends Digital Post by another road than ours: one MeMo file a receiver, in a ZIP. */
export const getMemoFiles = operation({
  method: 'GET',
  path: '/surveys/:id/invitations/memo',
  summary: 'The messages to be sent by Digital Post as MeMo 1.1 files, in a ZIP, with a note whether they were validated',
  login: 'staff',
  act: 'invitation.send',
  audit: 'invitation.filesFetched',
  purpose: 'invitation',
  params: surveyId,
  query: z.object({ occasion: z.enum(occasions).default('invitation') }),
  produces: 'application/zip',
})
