/** What parents can see, told to whom it is about: made of the rule that the server follows, so that it can't drift from it. */
import type { FamilyChild } from '#api/family.ts'
import { parentSights } from '#domain/consent/age-rules.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'

/** What no rule shows to a parent. */
const neverSeen = ['answers', 'wishes'] as const

export function ParentsSee({ child }: { readonly child: Pick<FamilyChild, 'parentsSee' | 'decidesAlone'> }) {
  const { t, list } = useWords()
  const sees = parentSights.filter((sight) => child.parentsSee.includes(sight))
  const hidden = [...neverSeen, ...parentSights.filter((sight) => !child.parentsSee.includes(sight))]
  const named = (sights: readonly (typeof hidden)[number][]) => list(sights.map((sight) => t(`family.sight.${sight}`)))
  return (
    <Notice title={t('family.parentsSee.title')}>
      {t(child.decidesAlone ? 'family.parentsSee.youngPerson' : 'family.parentsSee.pupil', { sees: named(sees), not: named(hidden) })}
    </Notice>
  )
}
