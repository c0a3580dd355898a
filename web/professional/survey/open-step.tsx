import { useState } from 'react'
import { useLocation } from 'wouter'
import { wayIn } from '#domain/survey/survey.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { countedAt, type Draft, searchFor } from './plan.ts'
import styles from './plan-survey-page.module.css'

type OpenStepProps = {
  readonly id: string
  readonly draft: Draft
  readonly questionnaires: Output<'listQuestionnaires'>
  readonly onBack: () => void
}

/** What stands in the way, what is good to know, and exactly what pressing the button does. */
export function OpenStep({ id, draft, questionnaires, onBack }: OpenStepProps) {
  const { t, counted, named, day, period, number, language } = useWords()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const check = useRead('checkSurvey', { params: { id } })
  const open = useAct('openSurvey', () => go(`${addresses.survey}/${id}`))
  const asked = questionnaires.find(({ code, version }) => code === draft.questionnaire?.code && version === draft.questionnaire.version)
  const questionnaire = asked?.title[language] ?? ''
  const isByLink = asked !== undefined && wayIn(asked.respondent) === 'link'
  const isSchool = (draft.place ?? 'school') === 'school'
  return (
    <Loaded query={check}>
      {({ findings, pupils, minutes, institutions }) => {
        const errors = findings.filter(({ level }) => level === 'error')
        const warnings = findings.filter(({ level }) => level === 'warning')
        const classes = institutions.reduce((sum, school) => sum + school.classes, 0)
        const values = {
          pupils: counted('organisation.pupils', pupils),
          classes: counted('organisation.classes', classes),
          institutions: counted('plan.who.schools', institutions.filter((school) => school.pupils > 0).length),
        }
        const people = counted(countedAt[draft.place ?? 'school'].people, pupils)
        const places = isSchool ? values.institutions : counted('plan.places', institutions.filter((place) => place.pupils > 0).length)
        const say = ({ name, values: given }: (typeof findings)[number]) => (
          <li key={name + JSON.stringify(given)}>{named('survey.finding', name, given) ?? name}</li>
        )
        return (
          <div className={styles.check}>
            {errors.length > 0 && (
              <Notice kind="danger" title={t('plan.open.errors')}>
                <ul>{errors.map(say)}</ul>
              </Notice>
            )}
            {warnings.length > 0 && (
              <Notice kind="warning" title={t('plan.open.warnings')}>
                <ul>{warnings.map(say)}</ul>
              </Notice>
            )}
            {findings.length === 0 && <Notice kind="success" title={t('plan.open.clean')} />}

            <Section title={t('plan.open.sum')}>
              <dl className={styles.facts}>
                <dt>{t('plan.open.who')}</dt>
                <dd>
                  {draft.isRolling
                    ? t('plan.open.people.rolling', { people, places })
                    : isSchool
                      ? t('plan.open.pupils', values)
                      : t('plan.open.people', { people, places })}
                </dd>
                <dt>{t('plan.open.track')}</dt>
                <dd>{t(`plan.track.${draft.track}`)}</dd>
                <dt>{t('plan.open.what')}</dt>
                <dd>{t('plan.open.minutes', { questionnaire, minutes })}</dd>
                <dt>{t('plan.open.when')}</dt>
                <dd>{period(draft.opensOn, draft.closesOn)}</dd>
                <dt>{t('plan.step.tell')}</dt>
                <dd>
                  <a href={`${addresses.survey}/${id}/plan${searchFor('tell')}`}>{t('plan.tell.about')}</a>
                </dd>
              </dl>
            </Section>

            <Section title={t(isSchool ? 'plan.open.schools' : 'plan.open.places')}>
              <Sheet>
                <Table
                  caption={t('plan.open.schools')}
                  isCaptionHidden
                  rows={institutions}
                  rowKey={(school) => school.id}
                  columns={[
                    {
                      key: 'school',
                      heading: t(isSchool ? 'plan.open.column.school' : 'plan.who.institutions.other'),
                      isName: true,
                      cell: (school) => school.name,
                    },
                    {
                      key: 'classes',
                      heading: t(isSchool ? 'plan.open.column.classes' : 'survey.page.room'),
                      isNumber: true,
                      cell: (school) => number(school.classes),
                    },
                    {
                      key: 'pupils',
                      heading: t(isSchool ? 'plan.open.column.pupils' : 'plan.open.who'),
                      isNumber: true,
                      cell: (school) => number(school.pupils),
                    },
                  ]}
                />
              </Sheet>
            </Section>

            <div className={styles.foot}>
              <Button look="secondary" onClick={onBack}>
                {t('plan.back')}
              </Button>
              {errors.length === 0 ? (
                <Button onClick={() => setAsking(true)}>{t('plan.open.action')}</Button>
              ) : (
                <LinkButton href={`${addresses.survey}/${id}/plan`}>{t('plan.open.fix')}</LinkButton>
              )}
            </div>

            <Dialog
              isOpen={isAsking}
              onClose={() => setAsking(false)}
              title={t('plan.open.confirm.title', { pupils: people })}
              actions={
                <>
                  <Button look="secondary" onClick={() => setAsking(false)}>
                    {t('shell.cancel')}
                  </Button>
                  <Button isBusy={open.isPending} onClick={() => open.mutate({ params: { id } })}>
                    {t('plan.open.confirm.yes')}
                  </Button>
                </>
              }
            >
              <ul>
                <li>
                  {draft.isRolling
                    ? t('plan.open.confirm.rolling')
                    : isByLink
                      ? t('plan.open.confirm.byLink', { people })
                      : t('plan.open.confirm.invited', values)}
                </li>
                <li>{t('plan.open.confirm.period', { date: day(draft.closesOn) })}</li>
                <li>{t('plan.open.confirm.final')}</li>
              </ul>
              {open.error && <Refused error={open.error} />}
            </Dialog>
          </div>
        )
      }}
    </Loaded>
  )
}
