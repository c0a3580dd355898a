/** Where the secretariat comes in with a code that a municipality has told. */
import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './support.module.css'

export function EnterSupportPage() {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  // Another session has begun: everything on the screen was the old one's.
  const enter = useAct('useSupport', () => window.location.assign('/hjem'))
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code.trim() === '') return document.getElementById('support-code')?.focus()
    enter.mutate({ body: { code } })
  }
  return (
    <Page title={t('support.enter.title')} tab={t('support.enter.tab')} lead={t('support.enter.lead')}>
      <Sheet>
        <form className={styles.form} onSubmit={send} noValidate>
          <TextField
            id="support-code"
            label={t('support.enter.code')}
            help={t('support.enter.code.help')}
            error={isTried && code.trim() === '' ? t('support.enter.code.error') : undefined}
            value={code}
            letters={20}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={setCode}
          />
          {enter.error && <Refused error={enter.error} />}
          <Button type="submit" isBusy={enter.isPending}>
            {t('support.enter')}
          </Button>
        </form>
      </Sheet>
    </Page>
  )
}
