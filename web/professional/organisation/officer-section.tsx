/** How the data protection officer is reached: two fields that stand on every survey's page at once. */
import { type FormEvent, useState } from 'react'
import type { Information } from '#api/information.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './organisation.module.css'

export function OfficerSection() {
  const { t } = useWords()
  const information = useRead('getInformation', undefined)
  if (information.data === undefined) return null
  return (
    <Section title={t('organisation.officer')}>
      <Sheet>
        <OfficerForm known={information.data} />
      </Sheet>
    </Section>
  )
}

function OfficerForm({ known }: { readonly known: Information | null }) {
  const { t } = useWords()
  const [email, setEmail] = useState(known?.officerEmail ?? '')
  const [phone, setPhone] = useState(known?.officerPhone ?? '')
  const [isSaved, setSaved] = useState(false)
  const save = useAct('saveInformation', () => setSaved(true))
  const send = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    save.mutate({ body: { officerEmail: email.trim() || null, officerPhone: phone.trim() || null } })
  }
  return (
    <form className={styles.officer} onSubmit={send} noValidate>
      {known === null && <Notice kind="warning" title={t('organisation.officer.missing')} />}
      <p className="quiet">{t('organisation.officer.help')}</p>
      <TextField label={t('organisation.officer.email')} type="email" value={email} maxLength={200} onChange={setEmail} />
      <TextField label={t('organisation.officer.phone')} type="tel" value={phone} maxLength={20} onChange={setPhone} />
      {save.error && <Refused error={save.error} />}
      {isSaved && <Notice kind="success" isLive title={t('organisation.officer.saved')} />}
      <Button look="secondary" isBusy={save.isPending} type="submit">
        {t('organisation.officer.save')}
      </Button>
    </form>
  )
}
