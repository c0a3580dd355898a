import type { AssessmentView } from '#api/assessment.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'

/** Said on every page of a case. */
export function LookLogged({ view }: { readonly view: AssessmentView }) {
  const { t } = useWords()
  return (
    <Notice title={t('assessment.case.logged.title')}>
      <p>
        {t('assessment.case.logged.text', {
          basis: t(`assessment.basis.${view.legalBasis}`),
          paragraph: t(`assessment.basis.${view.legalBasis}.help`),
        })}
      </p>
    </Notice>
  )
}
