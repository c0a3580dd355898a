/** What happens with an invitation now, in one sentence. */
import type { FamilyChild } from '#api/family.ts'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { type Invitation, nextOf, subjectOf } from './family-facts.ts'

export function useNextSentence(): (child: FamilyChild, invitation: Invitation) => string | undefined {
  const { t } = useWords()
  return (child, invitation) => {
    const name = firstNameOf(child.name)
    const subject = subjectOf(child, invitation)
    const isSelf = subject === 'self'
    switch (nextOf(invitation)) {
      case 'wait':
        return isSelf ? t('family.next.waits.parents') : t('family.next.waits.child', { name })
      case 'nothing':
        return t(isSelf ? 'family.next.declined.self' : 'family.next.declined')
      case 'lesson':
      case 'answer': {
        const way = isSelf && nextOf(invitation) === 'lesson' ? 'lesson' : subject
        return t(`family.next.${invitation.decision === 'given' ? 'given' : 'refused'}.${way}`, { name })
      }
      default:
        return undefined
    }
  }
}
