import { withdrawFromCase } from '#api/family.ts'
import { listFamilyCases, withdrawFromCase as saveWithdrawal } from '#database/assessment-family.ts'
import { listChildren } from '#database/health.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { decidesAs } from './family-child.ts'

/** Whoever decides today may take back what was agreed to before: a custody holder until 15, then the young person. */
export const answerWithdrawFromCase = handle(withdrawFromCase, async ({ actor, tx, params, house, now, today, newId, note }) => {
  const found = (await listFamilyCases(tx, actor.reach ?? [])).find(({ assessmentId }) => assessmentId === params.id)
  const [child] = found ? await listChildren(tx, [found.pupilId]) : []
  if (!found || !child) throw new Problem('not-found')
  const birthdays = await listBirthdays(tx, house.keyring, [child.personId])

  const { decides } = ruleFor(birthdays.get(child.personId), today)
  if (decides !== decidesAs(actor.role)) throw new Problem('consent-not-yours')

  const givenBy = decides === 'self' ? 'youngPerson' : 'custodyHolder'
  if (!(await saveWithdrawal(tx, found.assessmentId, { id: newId(), givenBy, at: now.toISOString() })))
    throw new Problem('consent-not-given')
  note(`assessments:${found.assessmentId}`, { pupilIds: [found.pupilId] })
})
