/** The looks at one child: for a family that asks, or for a case. Found by the whole CPR number and by nothing less. */
import { type FormEvent, useState } from 'react'
import { readCpr } from '#domain/organisation/cpr.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './audit.module.css'
import { auditAddresses, AuditRooms } from './rooms.tsx'

type Child = Output<'findAuditedChild'>

export function AuditedChildPage() {
  const { t } = useWords()
  const [child, setChild] = useState<Child>()
  if (child === undefined)
    return (
      <Page title={t('audit.child.title')} lead={t('audit.child.lead')}>
        <AuditRooms />
        <FindChild onFound={setChild} />
      </Page>
    )
  const { pupilId, name, className, institution } = child
  return (
    <Page title={t('audit.child.found', { name, className, institution })} tab={t('audit.child.title')} lead={t('audit.child.lead')}>
      <AuditRooms />
      <div className={styles.more}>
        <LinkButton href={`${auditAddresses.child}/${pupilId}`} iconAfter="forward">
          {t('audit.child.insight')}
        </LinkButton>
        <LinkButton look="secondary" href={`${auditAddresses.log}?barn=${pupilId}`}>
          {t('audit.child.log')}
        </LinkButton>
        <Button look="quiet" onClick={() => setChild(undefined)}>
          {t('audit.child.again')}
        </Button>
      </div>
    </Page>
  )
}

function FindChild({ onFound }: { readonly onFound: (child: Child) => void }) {
  const { t } = useWords()
  const [cpr, setCpr] = useState('')
  const [isTried, setTried] = useState(false)
  const find = useAct('findAuditedChild', onFound)
  const isWrong = readCpr(cpr) === undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWrong) return document.getElementById('audit-cpr')?.focus()
    find.mutate({ body: { cpr } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        id="audit-cpr"
        label={t('audit.child.cpr')}
        help={t('audit.child.cpr.help')}
        error={isTried && isWrong ? t('audit.child.cpr.error') : undefined}
        value={cpr}
        onChange={setCpr}
        letters={12}
        inputMode="numeric"
        autoComplete="off"
      />
      {find.error && <Refused error={find.error} />}
      <div className={styles.more}>
        <Button type="submit" icon="search" isBusy={find.isPending}>
          {t('audit.child.find')}
        </Button>
      </div>
    </form>
  )
}
