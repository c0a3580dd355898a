/** One sheet under review: the expert signs off with interests declared, the secretariat publishes or returns it. */
import { type FormEvent, useState } from 'react'
import { may } from '#domain/access/policy.ts'
import type { SheetVersion } from '#api/intervention.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { Paragraph } from './paragraph.tsx'
import { reviewAddress } from './review-page.tsx'
import { sheetAddress } from './sheet-words.ts'
import { SheetView } from './sheet-view.tsx'
import { Steps, VersionState } from './version-state.tsx'
import styles from './intervention.module.css'

export function ReviewSheetPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const version = useRead('getInterventionDraft', { params: { id } })
  return <LoadedPage query={version}>{(found) => <Reviewed me={me} version={found} />}</LoadedPage>
}

function Reviewed({ me, version }: { readonly me: Me; readonly version: SheetVersion }) {
  const { t } = useWords()
  const [doing, setDoing] = useState<'reading' | 'returning' | 'signingOff'>('reading')
  const publish = useAct('publishIntervention')
  const { id, sheet, state, isSignedOff } = version
  const isWaiting = state === 'inReview'
  const done = () => setDoing('reading')
  return (
    <Page
      title={sheet.texts.da.title}
      lead={sheet.texts.da.summary}
      path={[
        { label: t('intervention.tab'), href: addresses.intervention },
        { label: t('intervention.review'), href: reviewAddress },
      ]}
      tags={<VersionState version={version} />}
      actions={
        doing === 'reading' && (
          <>
            {isWaiting && isSignedOff && may(me, 'intervention.publish') && (
              <Button isBusy={publish.isPending} onClick={() => publish.mutate({ params: { id } })}>
                {t('intervention.publish')}
              </Button>
            )}
            {isWaiting && !isSignedOff && may(me, 'intervention.signOff') && (
              <Button onClick={() => setDoing('signingOff')}>{t('intervention.signOff')}</Button>
            )}
            {isWaiting && may(me, 'intervention.publish') && (
              <Button look="secondary" onClick={() => setDoing('returning')}>
                {t('intervention.return')}
              </Button>
            )}
            {state === 'published' && <LinkButton href={sheetAddress(version.code)}>{t('intervention.inCatalogue')}</LinkButton>}
          </>
        )
      }
    >
      {publish.error && <Refused error={publish.error} />}
      {state === 'published' && <Notice kind="success" title={t('intervention.isPublished')} isLive />}
      {isWaiting && !isSignedOff && may(me, 'intervention.publish') && <Notice title={t('intervention.awaitsExpert')} />}
      {doing === 'returning' && <Return id={id} onDone={done} />}
      {doing === 'signingOff' && <SignOff id={id} onDone={done} />}
      <Section title={t('intervention.steps')}>
        <Steps steps={version.steps} />
      </Section>
      <SheetView sheet={sheet} />
    </Page>
  )
}

type PartProps = { readonly id: string; readonly onDone: () => void }

function Return({ id, onDone }: PartProps) {
  const { t } = useWords()
  const [comment, setComment] = useState('')
  const [isTried, setTried] = useState(false)
  const sendBack = useAct('returnIntervention', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (comment.trim() === '') return document.getElementById('return-comment')?.focus()
    sendBack.mutate({ params: { id }, body: { comment } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Paragraph
        id="return-comment"
        label={t('intervention.return.comment')}
        help={t('intervention.return.help')}
        error={isTried && comment.trim() === '' ? t('intervention.return.error') : undefined}
        value={comment}
        onChange={setComment}
      />
      {sendBack.error && <Refused error={sendBack.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={sendBack.isPending}>
          {t('intervention.return.do')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}

function SignOff({ id, onDone }: PartProps) {
  const { t } = useWords()
  const [interests, setInterests] = useState('')
  const [comment, setComment] = useState('')
  const [isTried, setTried] = useState(false)
  const signOff = useAct('signOffIntervention', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (interests.trim() === '') return document.getElementById('interests')?.focus()
    signOff.mutate({ params: { id }, body: { interests, comment } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Paragraph
        id="interests"
        label={t('intervention.interests')}
        help={t('intervention.interests.help')}
        error={isTried && interests.trim() === '' ? t('intervention.interests.error') : undefined}
        lines={2}
        value={interests}
        onChange={setInterests}
      />
      <Paragraph label={t('intervention.signOff.comment')} lines={3} value={comment} onChange={setComment} />
      {signOff.error && <Refused error={signOff.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={signOff.isPending}>
          {t('intervention.signOff.do')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
