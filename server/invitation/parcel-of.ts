/** What a message says, made at the moment of sending and kept nowhere. */
import { findCvr, findInvited, type Message } from '#database/invitation.ts'
import { listNames } from '#database/identity.ts'
import type { Tx } from '#database/transaction.ts'
import { memoOf } from '#domain/invitation/memo.ts'
import { emailWords, postLabel, postWords, smsWords, type Told } from '#domain/invitation/wording.ts'
import type { Municipality } from '#domain/organisation/organisation.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { type Survey, wayIn } from '#domain/survey/survey.ts'
import { directionOf } from '#domain/text/text.ts'
import type { House } from '../house.ts'
import { oneLetter } from '../letter/letters-document.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkOf } from '../survey/invite.ts'
import type { Parcel } from './carrier.ts'
import type { Address } from './list-receivers.ts'
import { readMessage } from './words.ts'

export type Sending = {
  readonly survey: Survey
  readonly municipality: Municipality
  readonly message: Pick<Message, 'id' | 'pupilId' | 'occasion' | 'language' | 'receivedAs'>
  readonly address: Exclude<Address, { channel: 'letter' }>
  readonly now: Date
}

/** Reads what is needed, and returns what makes the message: setting a letter takes a moment, and no transaction waits for it. */
export async function parcelOf(tx: Tx, house: House, sending: Sending): Promise<() => Parcel> {
  const { survey, municipality, message, address } = sending
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const told: Told = {
    occasion: message.occasion,
    language: message.language,
    municipality: municipality.name,
    respondent: questionnaire.respondent,
    closesOn: survey.closesOn,
    origin: house.origin,
  }
  const own = { id: message.id, municipalityId: tx.municipalityId }
  switch (address.channel) {
    case 'email': {
      const { subject, body } = emailWords(readMessage, told)
      return () => ({ ...own, to: address.email, title: subject, text: body })
    }
    case 'sms':
      return () => ({ ...own, to: address.number, title: '', text: smsWords(readMessage, told) })
    case 'digitalPost': {
      const cvr = (await findCvr(tx)) ?? ''
      const document = await letterOf(tx, house, sending, told)
      return () => ({
        ...own,
        to: address.cpr,
        title: postLabel(readMessage, told),
        text: memoOf({
          uuid: message.id,
          id: message.id,
          label: postLabel(readMessage, told),
          sender: { cvr, name: municipality.name },
          recipient: address.cpr,
          createdAt: sending.now.toISOString(),
          document: { ...document(), language: told.language },
        }),
      })
    }
  }
}

type Document = { readonly format: 'application/pdf' | 'text/html'; readonly filename: string; readonly content: string }

/** A letter with the personal link, where one answers by a link; where a class is asked, what the grown-ups are to be told. */
async function letterOf(tx: Tx, house: House, { survey, municipality, message }: Sending, told: Told): Promise<() => Document> {
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const invited = await findInvited(tx, survey.id, message.pupilId)
  if (invited === undefined || wayIn(questionnaire.respondent) === 'lesson') return () => htmlOf(told)
  const names = await listNames(tx, house.keyring, [invited.personId])
  return () => {
    const pdf = oneLetter({
      origin: house.origin,
      occasion: message.occasion,
      municipalityId: tx.municipalityId,
      municipality: municipality.name,
      survey,
      respondent: questionnaire.respondent,
      minutes: minutesToAnswer(questionnaire),
      letters: [
        {
          name: names.get(invited.personId) ?? '',
          place: `${invited.className} · ${invited.institution}`,
          link: linkOf(house.keyring, tx.municipalityId, survey.id, message.pupilId, invited.turn),
          as: message.receivedAs,
          window: null,
          language: message.language,
        },
      ],
    })
    return { format: 'application/pdf', filename: 'brev.pdf', content: Buffer.from(pdf).toString('base64') }
  }
}

function htmlOf(told: Told): Document {
  const { subject, body } = postWords(readMessage, told)
  const html = [
    '<!DOCTYPE html>',
    `<html lang="${told.language}" dir="${directionOf(told.language)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    ...body.split('\n\n').map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    '</body></html>',
  ].join('\n')
  return { format: 'text/html', filename: 'brev.html', content: Buffer.from(html, 'utf8').toString('base64') }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
