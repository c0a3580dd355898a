/** One pupil's slip as it is shown to them: made from the installation's key, kept nowhere. */
import type { OneSlip } from '#api/lesson.ts'
import { type LessonRow, listSlips, type SlipOfPupil } from '#database/lesson.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { slipFrom } from '#domain/survey/code.ts'
import type { House } from '../house.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'

export function slipOf(
  keyring: Keyring,
  municipalityId: number,
  surveyId: string,
  { pupilId, turn }: Pick<SlipOfPupil, 'pupilId' | 'turn'>,
) {
  return slipFrom(keyring.slipSymbols(municipalityId, surveyId, pupilId, turn))
}

export async function oneSlip(
  house: House,
  tx: Tx,
  { surveyId, classId, code }: LessonRow,
  pupil: Pick<SlipOfPupil, 'pupilId' | 'personId' | 'turn'>,
): Promise<OneSlip> {
  // Of the whole class, so that who is called the same is told apart here as everywhere.
  const everybody = (await listSlips(tx, surveyId, classId)).map(({ personId }) => personId)
  const names = await listNamesOnPaper(tx, house.keyring, everybody)
  const slip = slipOf(house.keyring, tx.municipalityId, surveyId, pupil)
  return { name: names.get(pupil.personId) ?? '', code, slip, address: `${house.origin}/svar#${code}-${slip}` }
}
