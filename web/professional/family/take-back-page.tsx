/** Taking something back: what happens is said before the button, and what has happened after it. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './family-page.module.css'

export function WithdrawConsentPage({ pupilId, surveyId }: { readonly pupilId: string; readonly surveyId: string }) {
  const { t, counted } = useWords()
  const query = useRead('getFamily', undefined)
  const [deleted, setDeleted] = useState<number | null>(null)
  const withdraw = useAct('withdrawConsent', ({ deletedResponses }) => setDeleted(deletedResponses))
  if (deleted !== null)
    return (
      <Done title={t('family.takeBack.done.title')}>
        <p>{deleted === 0 ? t('family.takeBack.done.none') : counted('family.takeBack.done', deleted)}</p>
        {deleted > 0 && <p>{t('family.takeBack.done.counted')}</p>}
        {deleted > 0 && <p>{t('family.takeBack.done.journal')}</p>}
        <p>{t('family.takeBack.done.seen')}</p>
      </Done>
    )
  return (
    <LoadedPage query={query}>
      {({ children }) => {
        const child = children.find((one) => one.pupilId === pupilId)
        const consent = child?.consents.find((one) => one.surveyId === surveyId && one.mayWithdraw)
        const invitation = child?.invitations.find((one) => one.surveyId === surveyId)
        if (!child || !consent || !invitation) return <MissingPage />
        const hasAnswered = invitation.answeredOn !== null
        return (
          <Ask
            title={t('family.takeBack.title')}
            about={`${consent.title} · ${child.name}`}
            facts={[
              [t('family.takeBack.deleted'), t(hasAnswered ? 'family.withdraw.deleted' : 'family.takeBack.deleted.none')],
              ...(hasAnswered
                ? ([
                    [t('family.takeBack.counted'), t('family.takeBack.counted.text')],
                    [t('family.takeBack.journal'), t('family.withdraw.stays')],
                  ] as const)
                : []),
              [t('family.takeBack.after'), `${t('family.withdraw.free')} ${invitation.isOpen ? t('family.takeBack.after.open') : ''}`],
            ]}
            isBusy={withdraw.isPending}
            error={withdraw.error}
            onYes={() => withdraw.mutate({ body: { pupilId, surveyId } })}
          />
        )
      }}
    </LoadedPage>
  )
}

export function WithdrawFromCasePage({ id }: { readonly id: string }) {
  const { t } = useWords()
  const query = useRead('getFamily', undefined)
  const [isDone, setDone] = useState(false)
  const withdraw = useAct('withdrawFromCase', () => setDone(true))
  if (isDone)
    return (
      <Done title={t('family.case.done')}>
        <p>{t('family.case.done.text')}</p>
      </Done>
    )
  return (
    <LoadedPage query={query}>
      {({ children }) => {
        const child = children.find(({ cases }) => cases.some(({ assessmentId, mayWithdraw }) => assessmentId === id && mayWithdraw))
        if (!child) return <MissingPage />
        return (
          <Ask
            title={t('family.case.title')}
            about={child.name}
            facts={[
              [t('family.case.stop'), t('family.case.stop.text')],
              [t('family.case.stays'), t('family.case.stays.text')],
              [t('family.takeBack.after'), t('family.withdraw.free')],
            ]}
            isBusy={withdraw.isPending}
            error={withdraw.error}
            onYes={() => withdraw.mutate({ params: { id } })}
          />
        )
      }}
    </LoadedPage>
  )
}

type AskProps = {
  readonly title: string
  readonly about: string
  readonly facts: readonly (readonly [string, string])[]
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onYes: () => void
}

function Ask({ title, about, facts, isBusy, error, onYes }: AskProps) {
  const { t } = useWords()
  return (
    <Page
      title={title}
      tab={t('family.takeBack.tab')}
      lead={t('family.takeBack.lead')}
      path={[{ label: t('family.tab'), href: addresses.family }]}
    >
      <div className={styles.before}>
        <h2 className={styles.survey}>{about}</h2>
        <dl className={styles.facts}>
          {facts.map(([term, fact]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      </div>
      {error !== null && <Refused error={error} />}
      <div className="cluster">
        <Button look="danger" isBusy={isBusy} onClick={onYes}>
          {t('family.withdraw.yes')}
        </Button>
        <LinkButton look="secondary" href={addresses.family}>
          {t('family.withdraw.no')}
        </LinkButton>
      </div>
    </Page>
  )
}

function Done({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  // The question is gone: the reader is moved to what came of it.
  useEffect(() => place.current?.querySelector<HTMLElement>('h1')?.focus(), [])
  return (
    <div ref={place}>
      <Page
        title={title}
        tab={t('family.takeBack.tab')}
        path={[{ label: t('family.tab'), href: addresses.family }]}
        actions={<LinkButton href={addresses.family}>{t('family.decide.back')}</LinkButton>}
      >
        <div className={styles.part}>{children}</div>
      </Page>
    </div>
  )
}
