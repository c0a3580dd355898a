/** Every decision there has been, and the way back from the one that holds. */
import { useState } from 'react'
import type { FamilyChild } from '#api/family.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { dayOf } from '../today.ts'
import type { Voice } from './family-page.tsx'
import styles from './family-page.module.css'

type Consent = FamilyChild['consents'][number]

export function Consents({ child, voice }: { readonly child: FamilyChild; readonly voice: Voice }) {
  const { t, counted, named, day } = useWords()
  const [asked, setAsked] = useState<Consent | null>(null)
  const [deleted, setDeleted] = useState<number | null>(null)
  const withdraw = useAct('withdrawConsent', ({ deletedResponses }) => {
    setAsked(null)
    setDeleted(deletedResponses)
  })
  return (
    <div className={styles.part}>
      <h3>{t(`family.consents.${voice}`)}</h3>
      {deleted !== null && <Notice kind="success" isLive title={counted('family.withdraw.done', deleted)} />}
      {child.consents.length === 0 ? (
        <p>{t('family.consents.none')}</p>
      ) : (
        <ul className={styles.consents}>
          {child.consents.map((consent) => (
            <li key={`${consent.surveyId} ${consent.at}`}>
              <span className={styles.consent}>
                <strong>{t(`family.consent.${consent.decision}`)}</strong>
                <span>{consent.title}</span>
                <span className="quiet small">
                  {consent.isYou
                    ? t('family.consent.byYou', { date: day(dayOf(consent.at)) })
                    : consent.by === null
                      ? day(dayOf(consent.at))
                      : t('family.consent.by', { date: day(dayOf(consent.at)), by: consent.by })}
                </span>
                {consent.decision === 'given' && <span className="quiet small">{named('family.consentScope', consent.scope)}</span>}
              </span>
              {consent.mayWithdraw && (
                <Button look="secondary" size="small" onClick={() => setAsked(consent)}>
                  {t('family.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={t('family.withdraw.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsked(null)}>
              {t('family.withdraw.no')}
            </Button>
            <Button
              look="danger"
              isBusy={withdraw.isPending}
              onClick={() => asked && withdraw.mutate({ body: { pupilId: child.pupilId, surveyId: asked.surveyId } })}
            >
              {t('family.withdraw.yes')}
            </Button>
          </>
        }
      >
        <p>{t('family.withdraw.deleted')}</p>
        <p>{t('family.withdraw.stays')}</p>
        <p>{t('family.withdraw.free')}</p>
        {withdraw.error !== null && <Refused error={withdraw.error} />}
      </Dialog>
    </div>
  )
}
