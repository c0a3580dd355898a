import { randomUUID } from 'node:crypto'
import { getMemoFiles } from '#api/invitation.ts'
import { findCvr } from '#database/invitation.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { type Survey, takesAnswers } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { checkMemo, type MemoCheck } from './check-memo.ts'
import { addressOf, listReceivers } from './list-receivers.ts'
import { parcelOf } from './parcel-of.ts'
import { storeZip } from './store-zip.ts'

/**
 * For whoever sends by another road. Nothing is queued by it, and nothing in it says what was sent. The letters are made as if
 * they were sent now, to everybody whom Digital Post reaches.
 */
export const answerGetMemoFiles = handle(getMemoFiles, async ({ tx, params, query, now, today, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  if ((await findCvr(tx)) === undefined) throw new Problem('invitation-channel-missing')

  // What a family has decided by name the system alone may know.
  const scope = { municipalityId: tx.municipalityId, login: 'staff' } as const
  const written = await house.doors.asSystem(`memo-files surveys:${survey.id}`, scope, (system) =>
    writeMemos(system, house, { survey, occasion: query.occasion, now, today }),
  )
  if (written.length === 0) throw new Problem('nobody-to-write-to')
  const memos = written.map(({ memo }) => memo)
  const check = await checkMemo(memos, house.memoSchema)

  note(`surveys:${survey.id}`, { pupilIds: [...new Set(written.map(({ pupilId }) => pupilId))] })
  return storeZip([
    ...memos.map((memo, place) => ({ name: `memo-${String(place + 1).padStart(4, '0')}.xml`, bytes: Buffer.from(memo, 'utf8') })),
    { name: 'LAES-MIG.txt', bytes: Buffer.from(noteOf(check, memos.length), 'utf8') },
  ])
})

type Written = { readonly pupilId: string; readonly memo: string }

type Writing = {
  readonly survey: Survey
  readonly occasion: 'invitation' | 'reminder'
  readonly now: Date
  readonly today: string
}

async function writeMemos(tx: Tx, house: House, { survey, occasion, now, today }: Writing): Promise<readonly Written[]> {
  const municipality = await findMunicipality(tx)
  if (!municipality) throw new Problem('not-found')
  const written: Written[] = []
  for (const { personId, pupilId, as, language, channels } of await listReceivers(tx, house.keyring, survey, today)) {
    if (!channels.includes('digitalPost')) continue
    const address = await addressOf(tx, house.keyring, survey, { personId, pupilId, channel: 'digitalPost' }, today)
    if (address === undefined || address.channel === 'letter') continue
    const message = { id: randomUUID(), pupilId, occasion, receivedAs: as, language }
    written.push({ pupilId, memo: (await parcelOf(tx, house, { survey, municipality, message, address, now }))().text })
  }
  return written
}

function noteOf(check: MemoCheck, files: number): string {
  const verdict = {
    valid:
      'Filerne er kontrolleret mod det officielle skema for MeMo 1.1 og er gyldige.\nThe files are valid by the official schema of MeMo 1.1.',
    invalid: `IKKE GYLDIGE efter det officielle skema for MeMo 1.1 (${check.verdict === 'invalid' ? check.faults.join(', ') : ''}). Send dem ikke.\nNOT VALID by the official schema. Do not send them.`,
    notValidated:
      'IKKE KONTROLLERET: installationen har ikke det officielle skema for MeMo 1.1.\nNOT VALIDATED: the installation does not have the official schema of MeMo 1.1.',
  }[check.verdict]
  return `${files} filer, én til hver modtager. De indeholder CPR-numre og personlige breve: slet dem, når de er sendt.\n${files} files, one for each receiver. They hold CPR numbers and personal letters: delete them when they are sent.\n\n${verdict}\n`
}
