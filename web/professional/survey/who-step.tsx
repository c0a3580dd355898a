import type { InstitutionRow } from '#api/organisation.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { useWords } from '../language.tsx'
import { askedAt, type Draft, gradesOf } from './plan.ts'
import styles from './plan-survey-page.module.css'

export type StepProps = {
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
  /** What to do about a field, once saving has been tried. */
  readonly says: (field: string) => string | undefined
}

export function WhoStep({ draft, setDraft, says, institutions }: StepProps & { readonly institutions: readonly InstitutionRow[] }) {
  const { t, counted } = useWords()
  const asked = askedAt(institutions, draft.grades)
  const chosen = asked.filter(({ id }) => draft.institutionIds.includes(id))
  const pupils = chosen.reduce((sum, school) => sum + school.pupils, 0)
  const classes = chosen.reduce((sum, school) => sum + school.classes, 0)
  const isAll = chosen.length === asked.length
  return (
    <>
      <div className={styles.grades}>
        <Checkboxes
          id="plan-grades"
          label={t('plan.who.grades')}
          error={says('grades')}
          look="plain"
          options={gradesOf(institutions).map((grade) => ({
            value: String(grade),
            label: grade === 0 ? t('plan.who.grade.0') : t('plan.who.grade', { grade }),
          }))}
          values={draft.grades.map(String)}
          onChange={(values) => setDraft({ ...draft, grades: values.map(Number).sort((a, b) => a - b) })}
        />
      </div>
      <div className={styles.schools}>
        <Checkboxes
          id="plan-institutions"
          label={t('plan.who.institutions')}
          error={says('institutions')}
          look="plain"
          options={asked.map((school) => ({
            value: school.id,
            label: school.name,
            help:
              school.pupils === 0
                ? t('plan.who.institution.none')
                : t('plan.who.institution', {
                    classes: counted('organisation.classes', school.classes),
                    pupils: counted('organisation.pupils', school.pupils),
                  }),
          }))}
          values={draft.institutionIds}
          onChange={(values) => setDraft({ ...draft, institutionIds: [...values] })}
        />
        <Button look="quiet" size="small" onClick={() => setDraft({ ...draft, institutionIds: isAll ? [] : asked.map(({ id }) => id) })}>
          {t(isAll ? 'plan.who.noneChosen' : 'plan.who.all')}
        </Button>
      </div>
      <p className={styles.sum} role="status">
        {pupils === 0
          ? t('plan.who.sum.none')
          : t('plan.who.sum', {
              pupils: counted('organisation.pupils', pupils),
              classes: counted('organisation.classes', classes),
              institutions: counted('plan.who.schools', chosen.filter((school) => school.pupils > 0).length),
            })}
      </p>
    </>
  )
}
