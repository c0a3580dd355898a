/** Surveys in which nobody reads one child's answers: what they are, until when one may say no, and the no itself. */
import type { FamilyChild } from '#api/family.ts'
import type { Me } from '#api/session.ts'
import { ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { aboutAddress } from '../survey/about-address.ts'
import { AnswerButton } from './answer-button.tsx'
import { isOwn } from './family-facts.ts'
import type { Voice } from './family-page.tsx'
import styles from './family-page.module.css'

type SurveyAhead = FamilyChild['surveys'][number]

type SurveysAheadProps = { readonly me: Me; readonly child: FamilyChild; readonly voice: Voice }

export function SurveysAhead({ me, child, voice }: SurveysAheadProps) {
  const { t } = useWords()
  const inClass = child.surveys.filter((survey) => !isOwn(child, survey))
  if (inClass.length === 0) return null
  return (
    <div className={styles.part}>
      <h3>{t(`family.surveys.${voice}`)}</h3>
      <p>{t(voice === 'parent' ? 'family.surveys.lead.parent' : 'family.surveys.lead.self')}</p>
      {inClass.map((survey) => (
        <OneSurvey key={survey.surveyId} me={me} child={child} survey={survey} />
      ))}
    </div>
  )
}

/** What the reader is asked themselves, without a name: the way in, and that this page can't tell whether it has been used. */
export function OwnSurveys({ me, child, voice }: SurveysAheadProps) {
  const { t } = useWords()
  const own = child.surveys.filter((survey) => isOwn(child, survey))
  if (own.length === 0) return null
  return (
    <div className={styles.part}>
      <h3>{t(voice === 'parent' ? 'family.own.parent' : 'family.own.self')}</h3>
      <p>{t(voice === 'parent' ? 'family.own.lead.parent' : 'family.own.lead.self')}</p>
      {own.map((survey) => (
        <OneSurvey key={survey.surveyId} me={me} child={child} survey={survey} />
      ))}
    </div>
  )
}

function OneSurvey({ me, child, survey }: { readonly me: Me; readonly child: FamilyChild; readonly survey: SurveyAhead }) {
  const { t, day } = useWords()
  const say = useAct('sayNo')
  const who = child.relation === 'self' ? 'self' : 'parent'
  const name = firstNameOf(child.name)
  const isMine = survey.out.includes('you')
  const isLate = say.error instanceof ProblemError && say.error.problem === 'response-already-submitted'
  return (
    <Card
      level={4}
      heading={survey.title}
      footer={
        <div className="cluster">
          {survey.mayAnswer && <AnswerButton child={child} invitation={survey} />}
          {survey.maySay && (
            <Button
              look="secondary"
              isBusy={say.isPending}
              aria-label={`${t(isMine ? `family.survey.yes.${who}` : `family.survey.no.${who}`)}: ${survey.title}`}
              onClick={() => say.mutate({ body: { pupilId: child.pupilId, surveyId: survey.surveyId, isOut: !isMine } })}
            >
              {t(isMine ? `family.survey.yes.${who}` : `family.survey.no.${who}`)}
            </Button>
          )}
          <LinkButton look="quiet" href={aboutAddress(me.municipality.id, survey.surveyId)} iconAfter="forward">
            {t('family.survey.about')}
          </LinkButton>
        </div>
      }
    >
      <p className="cluster">
        <Tag tone="neutral">
          {survey.state === 'draft'
            ? t('family.survey.draft', { date: day(survey.opensOn) })
            : t('family.survey.open', { date: day(survey.closesOn) })}
        </Tag>
        {survey.out.length > 0 && <Tag tone="warning">{t(who === 'self' ? 'family.survey.out.self' : 'family.survey.out')}</Tag>}
      </p>
      {survey.out.map((by) => (
        <p key={by} className={styles.next}>
          {by === 'you' ? t(`family.survey.out.you.${who}`, { name }) : t(`family.survey.out.${by}`, { name })}
        </p>
      ))}
      {survey.respondent !== 'parent' && <p>{t(untilKey(survey, who), { name, date: day(survey.opensOn) })}</p>}
      {survey.mayAnswer && <p>{t(who === 'self' ? 'family.own.unknown.self' : 'family.own.unknown.parent', { name })}</p>}
      {isLate ? <Notice kind="warning" isLive title={t('family.survey.late')} /> : say.error !== null && <Refused error={say.error} />}
    </Card>
  )
}

/** Until when one may say no; or, to who may not, whose it is to say. */
function untilKey({ maySay, state }: SurveyAhead, who: 'self' | 'parent') {
  if (!maySay) return `family.survey.own.${who}` as const
  return who === 'self' ? 'family.survey.deadline.self' : (`family.survey.deadline.${state}` as const)
}
