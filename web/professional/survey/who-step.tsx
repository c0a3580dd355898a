import type { InstitutionRow } from '#api/organisation.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { useWords } from '../language.tsx'
import { askedAt, askedIn, countedAt, type Draft, gradesOf, type SurveyPlace, surveyPlaces, usualFor } from './plan.ts'
import styles from './plan-survey-page.module.css'

export type StepProps = {
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
  /** What to do about a field, once saving has been tried. */
  readonly says: (field: string) => string | undefined
}

type WhoStepProps = StepProps & { readonly institutions: readonly InstitutionRow[]; readonly questionnaires: Output<'listQuestionnaires'> }

export function WhoStep({ draft, setDraft, says, institutions, questionnaires }: WhoStepProps) {
  const { t, counted } = useWords()
  const place = draft.place ?? 'school'
  const isSchool = place === 'school'
  const asked = isSchool ? askedAt(institutions, draft.grades) : askedIn(institutions, place)
  const chosen = asked.filter(({ id }) => draft.institutionIds.includes(id))
  const pupils = chosen.reduce((sum, school) => sum + school.pupils, 0)
  const classes = chosen.reduce((sum, school) => sum + school.classes, 0)
  const isAll = chosen.length === asked.length
  const places = surveyPlaces.filter((one) => institutions.some(({ kind }) => kind === one))

  const move = (to: SurveyPlace) => {
    const fitting = usualFor(to, questionnaires)
    const questionnaire = fitting ? { code: fitting.code, version: fitting.version } : null
    const title = fitting && fitting.code !== draft.questionnaire?.code ? fitting.title.da : draft.title
    setDraft({
      ...draft,
      place: to,
      grades: to === 'school' ? [...(fitting?.grades ?? [])] : [],
      institutionIds: [],
      questionnaire,
      isRolling: false,
      title,
    })
  }
  const toggleAll = () => setDraft({ ...draft, institutionIds: isAll ? [] : asked.map(({ id }) => id) })

  return (
    <>
      {places.length > 1 && (
        <Radios
          id="plan-place"
          label={t('plan.who.place')}
          look="plain"
          options={places.map((one) => ({ value: one, label: t(`plan.who.place.${one}`), help: t(`plan.who.place.${one}.help`) }))}
          value={place}
          onChange={(value) => move(value as SurveyPlace)}
        />
      )}
      {isSchool && (
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
      )}
      <div className={styles.schools}>
        <Checkboxes
          key={place}
          id="plan-institutions"
          label={t(isSchool ? 'plan.who.institutions' : 'plan.who.institutions.other')}
          error={says('institutions')}
          look="plain"
          options={asked.map((school) => ({
            value: school.id,
            label: school.name,
            help: isSchool
              ? school.pupils === 0
                ? t('plan.who.institution.none')
                : t('plan.who.institution', {
                    classes: counted('organisation.classes', school.classes),
                    pupils: counted('organisation.pupils', school.pupils),
                  })
              : school.pupils === 0
                ? t('plan.who.institution.other.none')
                : t('plan.who.institution.other', {
                    people: counted(countedAt[place].people, school.pupils),
                    rooms: counted(countedAt[place].rooms, school.classes),
                  }),
          }))}
          values={draft.institutionIds}
          onChange={(values) => setDraft({ ...draft, institutionIds: [...values] })}
        />
        {asked.length > 1 && (
          <Button look="quiet" size="small" onClick={toggleAll}>
            {isSchool ? t(isAll ? 'plan.who.noneChosen' : 'plan.who.all') : t(isAll ? 'plan.who.noneChosen.other' : 'plan.who.all.other')}
          </Button>
        )}
      </div>
      <p className={styles.sum} role="status">
        {pupils === 0
          ? t('plan.who.sum.none')
          : isSchool
            ? t('plan.who.sum', {
                pupils: counted('organisation.pupils', pupils),
                classes: counted('organisation.classes', classes),
                institutions: counted('plan.who.schools', chosen.filter((school) => school.pupils > 0).length),
              })
            : t('plan.who.sum.other', {
                people: counted(countedAt[place].people, pupils),
                rooms: counted(countedAt[place].rooms, classes),
              })}
      </p>
    </>
  )
}
