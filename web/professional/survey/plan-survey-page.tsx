/** Plans a survey in steps: who, what, when, what they are told, check and open. Saved as a draft at each step. */
import { useMemo, useState } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import type { InstitutionRow } from '#api/organisation.ts'
import type { Me } from '#api/session.ts'
import type { SurveyProgress } from '#api/survey.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { ErrorSummary } from '../../design/error-summary/error-summary.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { StepGuide } from '../../design/step-guide/step-guide.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import { OpenStep } from './open-step.tsx'
import {
  askedToPlan,
  type Draft,
  faultsOf,
  firstDraft,
  placeOf,
  placesFor,
  planOf,
  schoolsOf,
  searchFor,
  type Step,
  stepIn,
  steps,
  usualFor,
} from './plan.ts'
import { TellStep } from './tell-step.tsx'
import { WhatStep } from './what-step.tsx'
import { WhenStep } from './when-step.tsx'
import { WhoStep } from './who-step.tsx'
import type { TextKey } from '../wording.ts'
import styles from './plan-survey-page.module.css'

type Questionnaires = Output<'listQuestionnaires'>

export function PlanSurveyPage({ me, id }: { readonly me: Me; readonly id: string | null }) {
  const institutions = useRead('listInstitutions', undefined)
  const questionnaires = useRead('listQuestionnaires', undefined)
  const survey = useRead('getSurvey', { params: { id: id ?? '' } }, { isEnabled: id !== null })
  return (
    <LoadedPage query={institutions}>
      {(units) => (
        <LoadedPage query={questionnaires}>
          {(published) =>
            id === null ? (
              <NewPlan me={me} institutions={units} questionnaires={published} />
            ) : (
              <LoadedPage query={survey}>
                {(known) => <KnownPlan me={me} institutions={units} questionnaires={published} survey={known} />}
              </LoadedPage>
            )
          }
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

/** A plan begins with the pupils in the middle of school. */
const usualGrade = 5

type PlanProps = { readonly me: Me; readonly institutions: readonly InstitutionRow[]; readonly questionnaires: Questionnaires }

function NewPlan({ me, institutions, questionnaires }: PlanProps) {
  const { t, language } = useWords()
  const search = useSearch()
  const first =
    askedToPlan(search, questionnaires) ??
    usualFor('school', questionnaires, usualGrade) ??
    usualFor('school', questionnaires) ??
    questionnaires[0]
  const draft = useMemo(() => {
    const begun = firstDraft(today(), first, '')
    const season = Number(begun.opensOn.slice(5, 7)) >= 7 ? 'autumn' : 'spring'
    const title = first
      ? t(`plan.when.name.suggestion.${season}`, { questionnaire: first.title[language], year: begun.opensOn.slice(0, 4) })
      : ''
    return { ...begun, title, place: (first && placesFor(first)[0]) ?? 'school' }
  }, [first, language, t])
  if (schoolsOf(institutions).length === 0) {
    return (
      <Page title={t('plan.tab')} path={[{ label: t('survey.tab'), href: addresses.survey }]}>
        <EmptyState
          title={t('plan.who.empty.title')}
          action={<LinkButton href={`${addresses.organisation}/import`}>{t('organisation.import')}</LinkButton>}
        >
          {t('plan.who.empty.text')}
        </EmptyState>
      </Page>
    )
  }
  return <Plan me={me} institutions={institutions} questionnaires={questionnaires} id={null} saved={draft} />
}

function KnownPlan({ survey, ...props }: PlanProps & { readonly survey: SurveyProgress }) {
  if (survey.state !== 'draft') return <Redirect to={`${addresses.survey}/${survey.id}`} replace />
  const { title, questionnaire, opensOn, closesOn, track, isRolling, grades, institutionIds } = survey
  const place = placeOf(institutionIds, props.institutions)
  const saved = { title, questionnaire, opensOn, closesOn, track, isRolling, grades, institutionIds, place }
  return <Plan key={survey.id} {...props} id={survey.id} saved={saved} />
}

function Plan({ me, institutions, questionnaires, id, saved }: PlanProps & { readonly id: string | null; readonly saved: Draft }) {
  const { t } = useWords()
  const [path, go] = useLocation()
  const step = stepIn(useSearch())
  const [draft, setDraft] = useState(saved)
  const [tries, setTries] = useState(0)
  const create = useAct('draftSurvey', (survey) => go(`${addresses.survey}/${survey.id}/plan${searchFor('what')}`, { replace: true }))
  const change = useAct('changeSurvey')

  const faults = faultsOf(step, draft, today())
  const says = (field: string) => {
    const found = tries > 0 ? faults.find((fault) => fault.field === field) : undefined
    return found && t(`plan.${step}.error.${found.fault}` as TextKey)
  }
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved)
  const place = steps.indexOf(step)

  const show = (next: Step) => {
    setTries(0)
    go(path + searchFor(next))
  }
  const save = async () => {
    setTries(tries + 1)
    const plan = planOf(draft)
    if (faults.length > 0 || plan === undefined) return
    const next = steps[place + 1] ?? 'open'
    if (id === null) {
      create.mutate({ body: plan })
    } else if (isDirty) {
      change.mutate({ params: { id }, body: plan }, { onSuccess: () => show(next) })
    } else {
      show(next)
    }
  }
  // Before the draft exists there is nothing behind the first step.
  if (id === null && step !== 'who') return <Redirect to={`${addresses.survey}/ny`} replace />

  const shared = { draft, setDraft, says }
  return (
    <Page
      title={t(`plan.${step}.title`)}
      tab={t('plan.tab')}
      path={[
        { label: t('survey.tab'), href: addresses.survey },
        { label: id === null ? t('plan.tab') : draft.title, href: id === null ? `${addresses.survey}/ny` : `${addresses.survey}/${id}` },
      ]}
    >
      <StepGuide
        label={t('plan.steps')}
        doneWord={t('plan.done')}
        current={place}
        steps={steps.map((one) => ({ label: t(`plan.step.${one}`), href: path + searchFor(one), onGo: () => show(one) }))}
      />
      {tries > 0 && (
        <ErrorSummary
          title={t('plan.errors')}
          faults={faults.map(({ field }) => ({ fieldId: `plan-${field}`, message: says(field) ?? '' }))}
          sent={tries}
        />
      )}
      {step === 'open' && id !== null ? (
        <OpenStep id={id} draft={draft} questionnaires={questionnaires} onBack={() => show('tell')} />
      ) : (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {step === 'who' && <WhoStep {...shared} institutions={institutions} questionnaires={questionnaires} />}
          {step === 'what' && <WhatStep {...shared} questionnaires={questionnaires} />}
          {step === 'when' && <WhenStep {...shared} />}
          {step === 'tell' && id !== null && <TellStep me={me} id={id} draft={draft} questionnaires={questionnaires} />}
          {(create.error ?? change.error) && <Refused error={create.error ?? change.error ?? new Error()} />}
          <div className={styles.foot}>
            {place > 0 && (
              <Button look="secondary" onClick={() => show(steps[place - 1] ?? 'who')}>
                {t('plan.back')}
              </Button>
            )}
            <Button type="submit" isBusy={create.isPending || change.isPending}>
              {t('plan.next')}
            </Button>
            {id !== null && !isDirty && (
              <span className={styles.saved}>
                <Icon name="check" />
                {t('plan.saved')}
              </span>
            )}
          </div>
        </form>
      )}
    </Page>
  )
}
