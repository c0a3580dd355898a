/** What the municipality passes on itself: a text for Aula, letters to print, files for Digital Post by another road. */
import { useState } from 'react'
import { may } from '#domain/access/policy.ts'
import type { InvitationStatus } from '#api/invitation.ts'
import type { Me } from '#api/session.ts'
import type { SurveyProgress } from '#api/survey.ts'
import { type Occasion, occasions } from '#domain/invitation/invitation.ts'
import { directionOf, languageNames, type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldSection } from '../shell/fold-section.tsx'
import { FoldList } from '../shell/fold.tsx'
import { Loaded } from '../shell/loaded.tsx'
import { lettersAddress, optOutLettersAddress } from '../survey/letters-address.ts'
import { memoAddress } from './invitation-addresses.ts'
import styles from './invitation.module.css'

type OwnSharingProps = { readonly me: Me; readonly status: InvitationStatus; readonly survey: SurveyProgress }

export function OwnSharing({ me, status, survey }: OwnSharingProps) {
  const { t } = useWords()
  const isAhead = status.state === 'draft' || status.state === 'open'
  if (!isAhead) return null
  return (
    <FoldSection id="own" title={t('invitation.own')}>
      <FoldList
        rows={[
          ...(may(me, 'information.print')
            ? [{ key: 'aula', name: t('invitation.own.aula'), aside: null, more: <AulaText surveyId={status.surveyId} /> }]
            : []),
          ...(may(me, 'letter.print')
            ? [{ key: 'letters', name: t('invitation.own.letters'), aside: null, more: <Letters survey={survey} /> }]
            : []),
          ...(may(me, 'invitation.send') && status.state === 'open'
            ? [{ key: 'memo', name: t('invitation.own.memo'), aside: null, more: <MemoFiles surveyId={status.surveyId} /> }]
            : []),
        ]}
      />
    </FoldSection>
  )
}

function AulaText({ surveyId }: { readonly surveyId: string }) {
  const { t } = useWords()
  const [language, setLanguage] = useState<RespondentLanguage>('da')
  const [occasion, setOccasion] = useState<Occasion>('invitation')
  const [copied, setCopied] = useState<{ readonly text: string; readonly isDone: boolean }>()
  const found = useRead('getAulaText', { params: { id: surveyId }, query: { occasion, language } }, { keepsLast: true })
  return (
    <div className={styles.own}>
      <p className="quiet">{t('invitation.own.aula.help')}</p>
      <div className={styles.pair}>
        <Select
          label={t('invitation.own.aula.language')}
          value={language}
          onChange={(value) => setLanguage(value as RespondentLanguage)}
          options={respondentLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
        <Select
          label={t('invitation.words.occasion')}
          value={occasion}
          onChange={(value) => setOccasion(value as Occasion)}
          options={occasions.map((one) => ({ value: one, label: t(`invitation.occasion.${one}`) }))}
        />
      </div>
      <Loaded query={found}>
        {({ title, text }) => {
          const whole = `${title}\n\n${text}`
          const said = copied?.text === whole ? t(copied.isDone ? 'invitation.own.aula.copied' : 'invitation.own.aula.failed') : ''
          const copy = () =>
            void navigator.clipboard.writeText(whole).then(
              () => setCopied({ text: whole, isDone: true }),
              () => setCopied({ text: whole, isDone: false }),
            )
          return (
            <>
              <div className={styles.text} lang={language} dir={directionOf(language)}>
                <strong>{title}</strong>
                {'\n\n'}
                {text}
              </div>
              <div className="cluster">
                <Button look="secondary" icon={copied?.text === whole && copied.isDone ? 'check' : 'file'} onClick={copy}>
                  {t('invitation.own.aula.copy')}
                </Button>
                {said !== '' && <span aria-hidden="true">{said}</span>}
                <LiveRegion message={said} />
              </div>
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

/** By class: a link to answer by for those at home, and in a lesson the letter by which a family says no. */
function Letters({ survey }: { readonly survey: SurveyProgress }) {
  const { t } = useWords()
  const isByLink = survey.wayIn === 'link'
  if (isByLink && survey.state === 'draft') return <p>{t('invitation.own.letters.draft')}</p>
  return (
    <div className={styles.own}>
      <p className="quiet">{t(isByLink ? 'invitation.own.letters.help' : 'invitation.own.letters.lesson')}</p>
      <ul className={styles.letters}>
        {survey.institutions.flatMap((institution) =>
          institution.classes.map(({ id, name }) => (
            <li key={id}>
              <a href={isByLink ? lettersAddress(survey.id, id) : optOutLettersAddress(survey.id, id)} target="_blank" rel="noopener">
                {t('invitation.own.letters.of', { class: name, institution: institution.name })}
              </a>
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

function MemoFiles({ surveyId }: { readonly surveyId: string }) {
  const { t } = useWords()
  return (
    <div className={styles.own}>
      <p>{t('invitation.own.memo.help')}</p>
      <p className="quiet">{t('invitation.own.memo.note')}</p>
      <div className="cluster">
        {occasions.map((occasion) => (
          <LinkButton key={occasion} look="secondary" href={memoAddress(surveyId, occasion)} download>
            {t(`invitation.own.memo.${occasion}`)}
          </LinkButton>
        ))}
      </div>
    </div>
  )
}
