/** The end of a case: links die, and it is read only. */
import { useState } from 'react'
import { unansweredOf } from '#domain/assessment/assessment.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './assessment.module.css'
import { Part } from './part.tsx'

export function Closing({ view }: { readonly view: AssessmentView }) {
  const { t, counted } = useWords()
  const [isAsking, setAsking] = useState(false)
  const close = useAct('closeAssessment', () => setAsking(false))
  const waiting = unansweredOf(view.informants).length
  return (
    <Part id="close" title={t('assessment.close.title')}>
      <p className={styles.quiet}>{t('assessment.close.text')}</p>
      <div className={styles.buttons}>
        <Button look="secondary" onClick={() => setAsking(true)}>
          {t('assessment.close.do')}
        </Button>
      </div>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('assessment.close.ask', { name: view.childName })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={close.isPending} onClick={() => close.mutate({ params: { id: view.id } })}>
              {t('assessment.close.yes')}
            </Button>
          </>
        }
      >
        <p>{t('assessment.close.text')}</p>
        {waiting > 0 && <p>{counted('assessment.close.waiting', waiting)}</p>}
        <p>
          <strong>{t('assessment.close.final')}</strong>
        </p>
        {close.error && <Refused error={close.error} />}
      </Dialog>
    </Part>
  )
}
