import { useState } from 'react'
import { may } from '#domain/access/policy.ts'
import { wayIn } from '#domain/survey/survey.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { InvitationsPart } from '../invitation/survey-part.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { AboutPreview } from './about-preview.tsx'
import { aboutAddress } from './about-address.ts'
import { optOutLettersAddress } from './letters-address.ts'
import type { Draft } from './plan.ts'
import styles from './plan-survey-page.module.css'

type TellStepProps = { readonly me: Me; readonly id: string; readonly draft: Draft; readonly questionnaires: Output<'listQuestionnaires'> }

export function TellStep({ me, id, draft, questionnaires }: TellStepProps) {
  const { t, period } = useWords()
  const [isCopied, setCopied] = useState(false)
  const chosen = questionnaires.find(({ code, version }) => code === draft.questionnaire?.code && version === draft.questionnaire.version)
  const minutes = chosen?.minutes ?? 0
  const isByLink = chosen !== undefined && wayIn(chosen.respondent) === 'link'
  const letter = t('plan.tell.letter.text', {
    period: period(draft.opensOn, draft.closesOn),
    title: draft.title,
    municipality: me.municipality.name,
    minutes,
    address: new URL(aboutAddress(me.municipality.id, id), window.location.origin).href,
  })
  return (
    <>
      <p>{t('plan.tell.lead')}</p>
      <Section title={t('plan.tell.about')}>
        <p className="quiet">{t('plan.tell.about.help')}</p>
        <AboutPreview me={me} draft={draft} respondent={chosen?.respondent ?? 'pupil'} minutes={minutes} items={chosen?.items ?? 0} />
      </Section>
      {isByLink ? (
        <Section title={t('plan.tell.letters')}>
          <p>{t('plan.tell.letters.text')}</p>
        </Section>
      ) : (
        <Section title={t('plan.tell.letter')}>
          <p className="quiet">{t('plan.tell.letter.help')}</p>
          <div className={styles.letter}>{letter}</div>
          <div className={styles.copy}>
            <Button
              look="secondary"
              icon={isCopied ? 'check' : 'file'}
              onClick={() => void navigator.clipboard.writeText(letter).then(() => setCopied(true))}
            >
              {t(isCopied ? 'plan.tell.letter.copied' : 'plan.tell.letter.copy')}
            </Button>
            <LiveRegion message={isCopied ? t('plan.tell.letter.copied') : ''} />
          </div>
        </Section>
      )}
      {may(me, 'invitation.read') && <InvitationsPart me={me} surveyId={id} />}
      {!isByLink && draft.track !== 'health' && <OptOutLetters id={id} draft={draft} />}
    </>
  )
}

/** Class by class, before the survey opens: who is to get a letter is in the class today. */
function OptOutLetters({ id, draft }: { readonly id: string; readonly draft: Draft }) {
  const { t } = useWords()
  const institutions = useRead('listInstitutions', undefined)
  const classes = (institutions.data ?? [])
    .filter((institution) => draft.institutionIds.includes(institution.id))
    .flatMap((institution) =>
      institution.classes
        .filter(
          ({ grade, pupils }) =>
            pupils > 0 && (draft.grades.length === 0 ? grade === null : grade !== null && draft.grades.includes(grade)),
        )
        .map((one) => ({ ...one, institution: institution.name })),
    )
  if (classes.length === 0) return null
  return (
    <Section title={t('plan.tell.optOut')}>
      <p>{t('plan.tell.optOut.text')}</p>
      <ul>
        {classes.map(({ id: classId, name, institution }) => (
          <li key={classId}>
            <a href={optOutLettersAddress(id, classId)} target="_blank" rel="noopener">
              {t('plan.tell.optOut.class', { class: name, institution })}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
