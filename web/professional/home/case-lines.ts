import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import type { Line } from './frame.tsx'

/** A PLUS case in a line: the child, and what comes next. */
export function useCaseLine(): (one: Output<'listAssessments'>[number]) => Line {
  const { t, day } = useWords()
  return ({ id, childName, className, institution, invited, answered, next }) => ({
    key: id,
    title: `${childName}, ${className}, ${institution}`,
    detail:
      next === null
        ? invited === 0
          ? t('assessment.answers.none')
          : t('home.case.going', { answered, invited })
        : next.what === 'goal'
          ? t('home.case.goal', { date: day(next.dueOn) })
          : t('home.case.answers', { answered, invited, date: day(next.dueOn) }),
    href: `${addresses.assessment}/${id}`,
    action: t('home.case.action'),
  })
}
