/** Finds a member of staff to narrow the log to, by a part of the name. */
import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './audit.module.css'
import { useAuditWords } from './words.ts'

const fewest = 2

export function StaffFinder({ onPerson }: { readonly onPerson: (accountId: string) => void }) {
  const { t } = useWords()
  const words = useAuditWords()
  const [name, setName] = useState('')
  const find = useAct('findAuditedStaff')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim().length >= fewest) find.mutate({ body: { name } })
  }
  return (
    <form className={styles.staff} onSubmit={send}>
      <TextField label={t('audit.staff')} help={t('audit.staff.help')} value={name} onChange={setName} maxLength={80} autoComplete="off" />
      <Button type="submit" look="secondary" icon="search" isBusy={find.isPending}>
        {t('audit.staff.find')}
      </Button>
      {find.error && <Refused error={find.error} />}
      {find.data && (
        <div className={styles.found} role="status">
          {find.data.length === 0 ? (
            <p>{t('audit.staff.none')}</p>
          ) : (
            find.data.map((one) => (
              <Button key={one.accountId} look="secondary" size="small" onClick={() => onPerson(one.accountId)}>
                {t('audit.sample.who', { name: one.name, role: words.role(one.role) })}
              </Button>
            ))
          )}
        </div>
      )}
    </form>
  )
}
