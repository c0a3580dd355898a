import { findChild } from '#api/assessment.ts'
import { findChildOfPerson } from '#database/assessment.ts'
import { findPersonByCpr, listNames } from '#database/identity.ts'
import { versionToAsk } from '#domain/instrument/text.ts'
import { readCpr } from '#domain/organisation/cpr.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { ageOf } from './case.ts'
import { colleaguesOf } from './colleagues.ts'
import { offeredInstruments } from './installed.ts'

/** By the whole number only, and every look-up is written down with the child it found. */
export const answerFindChild = handle(findChild, async ({ tx, body, house, today, note }) => {
  const cpr = readCpr(body.cpr)
  if (cpr === undefined) throw new Problem('cpr-unreadable')
  const personId = await findPersonByCpr(tx, house.keyring, cpr)
  const child = personId === undefined ? undefined : await findChildOfPerson(tx, personId)
  if (!child) throw new Problem('child-unknown')
  const names = await listNames(tx, house.keyring, [child.personId])
  const age = await ageOf(tx, house.keyring, child.personId, today)

  note(`pupils:${child.pupilId}`, { purpose: 'assessment', pupilIds: [child.pupilId], relation: 'lookedUp' })
  return {
    pupilId: child.pupilId,
    name: names.get(child.personId) ?? '',
    className: child.className,
    institution: child.institution,
    age,
    colleagues: await colleaguesOf(tx, house.keyring, today),
    instruments: (await offeredInstruments(tx, age, today)).map(({ instrument, texts }) => ({
      code: instrument.code,
      name: instrument.name,
      isValidated: instrument.isValidated,
      informants: (['parent', 'teacher', 'self'] as const).filter((one) => versionToAsk(instrument, texts, one, age) !== undefined),
      languages: [...new Set(texts.map(({ language }) => language))],
    })),
  }
})
