/** The very words of a message, in each language and channel, in the frame they are met in. */
import { useEffect, useState } from 'react'
import type { InvitationStatus } from '#api/invitation.ts'
import { type Channel, type Occasion, occasions } from '#domain/invitation/invitation.ts'
import { emailWords, postLabel, type ReadMessage, smsWords, type Told } from '#domain/invitation/wording.ts'
import { directionOf, languageNames, type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import type { Me } from '#api/session.ts'
import { Select } from '../../design/select/select.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { FoldSection } from '../shell/fold-section.tsx'
import { messageTexts } from './message-texts.ts'
import styles from './preview.module.css'

type PreviewProps = { readonly me: Me; readonly status: InvitationStatus; readonly isForPupils: boolean }

export function Preview({ me, status, isForPupils }: PreviewProps) {
  const { t } = useWords()
  const [language, setLanguage] = useState<RespondentLanguage>('da')
  const [channel, setChannel] = useState<Channel>('email')
  const [occasion, setOccasion] = useState<Occasion>('invitation')
  const [read, setRead] = useState<ReadMessage>()
  useEffect(() => {
    let isCurrent = true
    void messageTexts().then((texts) => isCurrent && setRead(() => texts))
    return () => {
      isCurrent = false
    }
  }, [])
  const told: Told = {
    occasion,
    language,
    municipality: me.municipality.name,
    respondent: isForPupils ? 'pupil' : 'parent',
    closesOn: status.closesOn,
    origin: window.location.origin,
  }
  return (
    <FoldSection id="words" title={t('invitation.words')}>
      <p className="quiet">{t('invitation.words.help')}</p>
      <div className={styles.choose}>
        <Select
          label={t('invitation.words.channel')}
          value={channel}
          onChange={(value) => setChannel(value as Channel)}
          options={(['email', 'sms', 'digitalPost', 'letter'] as const).map((one) => ({
            value: one,
            label: t(`invitation.channel.${one}`),
          }))}
        />
        <Select
          label={t('invitation.words.language')}
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
      <section className={styles.frame} aria-label={t('invitation.words.preview')}>
        {read === undefined ? <Spinner label={t('shell.waiting')} /> : <Shown channel={channel} told={told} read={read} />}
      </section>
    </FoldSection>
  )
}

function Shown({ channel, told, read }: { readonly channel: Channel; readonly told: Told; readonly read: ReadMessage }) {
  const { t } = useWords()
  const words = { lang: told.language, dir: directionOf(told.language) }
  if (channel === 'sms') {
    return (
      <div className={styles.phone}>
        <p className={styles.sender}>{told.municipality}</p>
        <p className={styles.bubble} {...words}>
          {smsWords(read, told)}
        </p>
      </div>
    )
  }
  if (channel === 'email') {
    const { subject, body } = emailWords(read, told)
    return (
      <div className={styles.mail}>
        <dl className={styles.head}>
          <dt>{t('invitation.words.from')}</dt>
          <dd>{told.municipality}</dd>
          <dt>{t('invitation.words.subject')}</dt>
          <dd {...words}>{subject}</dd>
        </dl>
        {/* Two languages stand in one mail: each paragraph takes the direction of its own first letter. */}
        {body.split('\n\n').map((paragraph, place) => (
          <p key={place} dir="auto" lang={told.language}>
            {paragraph}
          </p>
        ))}
      </div>
    )
  }
  return (
    <div className={styles.mail}>
      <dl className={styles.head}>
        <dt>{t('invitation.words.from')}</dt>
        <dd>{told.municipality}</dd>
        {channel === 'digitalPost' && (
          <>
            <dt>{t('invitation.words.subject')}</dt>
            <dd {...words}>{postLabel(read, told)}</dd>
          </>
        )}
      </dl>
      <p>{t(channel === 'letter' ? 'invitation.words.letter' : 'invitation.words.post')}</p>
    </div>
  )
}
