/** What waits of telling people: those whom no message has reached, then surveys that nobody has planned to tell of. */
import { invitationsAddress, troublesAddress } from '../invitation/invitation-addresses.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import type { Line } from './frame.tsx'

export function useInvitationLines(): readonly Line[] {
  const { t, counted, day } = useWords()
  const telling = useRead('listTelling', undefined).data ?? []
  const unplanned = telling.filter(({ isPlanned }) => !isPlanned)
  const [first] = unplanned
  return [
    ...telling
      .filter(({ troubles }) => troubles > 0)
      .map(({ surveyId, title, troubles }) => ({
        key: `troubles ${surveyId}`,
        title: counted('invitation.home.troubles', troubles, { survey: title }),
        detail: t('invitation.home.troubles.detail'),
        href: troublesAddress(surveyId),
        action: t('invitation.home.troubles.action'),
      })),
    // Many at once are one thing to begin with, not a wall of lines.
    ...(first === undefined
      ? []
      : [
          {
            key: 'unplanned',
            title:
              unplanned.length === 1
                ? t('invitation.home.unplanned', { survey: first.title })
                : t('invitation.home.unplanned.many', { count: unplanned.length }),
            detail: t(unplanned.length === 1 ? 'invitation.home.unplanned.detail' : 'invitation.home.unplanned.first', {
              survey: first.title,
              date: day(first.closesOn),
            }),
            href: invitationsAddress(first.surveyId),
            action: t('invitation.home.unplanned.action'),
          },
        ]),
  ]
}
