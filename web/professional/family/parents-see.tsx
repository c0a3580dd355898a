/** What parents can see, told to whom it is about: made of the rule that the server follows, so that it can't drift from it. */
import type { FamilyChild } from '#api/family.ts'
import { parentSights } from '#domain/consent/age-rules.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'

/** What no rule shows to a parent. */
const neverSeen = ['answers', 'wishes'] as const

export function ParentsSee({ child }: { readonly child: Pick<FamilyChild, 'parentsSee' | 'decidesAlone'> }) {
  const { t } = useWords()
  const sees = parentSights.filter((sight) => child.parentsSee.includes(sight))
  const hidden = [...neverSeen, ...parentSights.filter((sight) => !child.parentsSee.includes(sight))]
  return (
    <Notice title={t('family.parentsSee.title')}>
      {child.decidesAlone && <p>{t('family.parentsSee.alone')}</p>}
      <p>{t('family.parentsSee.sees')}</p>
      <ul>
        {sees.map((sight) => (
          <li key={sight}>{t(`family.sight.${sight}`)}</li>
        ))}
      </ul>
      <p>{t('family.parentsSee.not')}</p>
      <ul>
        {hidden.map((sight) => (
          <li key={sight}>{t(`family.sight.${sight}`)}</li>
        ))}
      </ul>
    </Notice>
  )
}
