import { saveNote } from '#api/health.ts'
import { listChildren, listNamedInvitations, saveNote as keepNote } from '#database/health.ts'
import { mayOpenChild } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { namesOfAccounts } from './open-child.ts'

export const answerSaveNote = handle(saveNote, async ({ actor, tx, params, body, today, house, note }) => {
  const [children, invitations] = await Promise.all([listChildren(tx, [params.id]), listNamedInvitations(tx, { pupilIds: [params.id] })])
  const [child, newest] = [children[0], invitations[0]]
  if (!child || !newest || !mayOpenChild(actor, newest.classId)) throw new Problem('not-found')
  note(`child:${params.id}`, { pupilIds: [params.id] })

  const text = body.text.trim()

  await keepNote(tx, house.keyring, { ...child, classId: newest.classId }, { text, accountId: actor.accountId, savedOn: today })
  const names = await namesOfAccounts(tx, house.keyring, [actor.accountId])
  return { note: text === '' ? null : { text, by: names.get(actor.accountId) ?? '', on: today } }
})
