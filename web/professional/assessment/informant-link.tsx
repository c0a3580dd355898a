/** An informant's personal link, to hand over. It is shown only when it is asked for. */
import { useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import styles from './assessment.module.css'

export type ShownLink = { readonly name: string; readonly link: string; readonly isReminder: boolean }

export function InformantLink({ shown, onClose }: { readonly shown: ShownLink | undefined; readonly onClose: () => void }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<string>()
  const copy = async (link: string) => {
    await navigator.clipboard.writeText(link).catch(() => undefined)
    setCopied(link)
  }
  return (
    <Dialog
      isOpen={shown !== undefined}
      onClose={onClose}
      title={t('assessment.link.title', { name: shown?.name ?? '' })}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('assessment.link.done')}
          </Button>
          <Button onClick={() => shown && void copy(shown.link)}>{t('assessment.link.copy')}</Button>
        </>
      }
    >
      {shown && (
        <>
          <p>{t(shown.isReminder ? 'assessment.link.reminded' : 'assessment.link.text', { name: shown.name })}</p>
          <div className={styles.linkBox}>
            <TextField
              label={t('assessment.link.label')}
              value={shown.link}
              onChange={() => undefined}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
          <p role="status" className={styles.quiet}>
            {copied === shown.link ? t('assessment.link.copied') : ''}
          </p>
        </>
      )}
    </Dialog>
  )
}
