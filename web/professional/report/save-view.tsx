/** Keeps the choice in the address under a name. */
import { type FormEvent, useId, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { holdsCpr } from '#domain/network/no-child.ts'
import { longestName } from '#domain/report/saved.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { Toast, ToastCorner } from '../../design/toast/toast.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './saved.module.css'

/** The button on a report, the question for a name, and what was done. */
export function SaveView() {
  const { t } = useWords()
  const [path] = useLocation()
  const search = useSearch()
  const [isAsking, setAsking] = useState(false)
  const [done, setDone] = useState('')
  const [name, setName] = useState('')
  const save = useAct('saveReport', () => {
    setAsking(false)
    setDone(name)
  })
  return (
    <>
      <Button look="quiet" size="small" onClick={() => setAsking(true)}>
        {t('saved.save')}
      </Button>
      <NameDialog
        isOpen={isAsking}
        title={t('saved.save.title')}
        text={t('saved.save.text')}
        isBusy={save.isPending}
        error={save.error}
        onClose={() => setAsking(false)}
        onSave={(given) => {
          setName(given.name)
          save.mutate({ body: { ...given, address: search === '' ? path : `${path}?${search}` } })
        }}
      />
      <ToastCorner>
        {done !== '' && (
          <Toast closeLabel={t('kinds.live.close')} onClose={() => setDone('')}>
            {t('saved.done', { name: done })}
          </Toast>
        )}
      </ToastCorner>
    </>
  )
}

type Given = { readonly name: string; readonly isShared: boolean }

type NameDialogProps = {
  readonly isOpen: boolean
  readonly title: string
  readonly text?: string
  readonly begins?: Given
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onClose: () => void
  readonly onSave: (given: Given) => void
}

/** A name, and whether colleagues see it. */
export function NameDialog({
  isOpen,
  title,
  text,
  begins = { name: '', isShared: false },
  isBusy,
  error,
  onClose,
  onSave,
}: NameDialogProps) {
  const { t } = useWords()
  const form = useId()
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" form={form} isBusy={isBusy}>
            {t('saved.keep')}
          </Button>
        </>
      }
    >
      {text && <p>{text}</p>}
      <NameForm id={form} begins={begins} onSave={onSave} />
      {error && <Refused error={error} />}
    </Dialog>
  )
}

function NameForm({ id, begins, onSave }: { readonly id: string; readonly begins: Given; readonly onSave: (given: Given) => void }) {
  const { t } = useWords()
  const field = useId()
  const [name, setName] = useState(begins.name)
  const [isShared, setShared] = useState(begins.isShared)
  const [isTried, setTried] = useState(false)
  const fault = holdsCpr(name) ? t('problem.text-holds-cpr') : isTried && name.trim() === '' ? t('saved.name.missing') : undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || holdsCpr(name)) return document.getElementById(field)?.focus()
    onSave({ name: name.trim(), isShared })
  }
  return (
    <form id={id} className={styles.form} onSubmit={send} noValidate>
      <TextField id={field} label={t('saved.name')} error={fault} value={name} maxLength={longestName} onChange={setName} />
      <Checkboxes
        label={<span className="visually-hidden">{t('saved.share')}</span>}
        look="plain"
        options={[{ value: 'shared', label: t('saved.share') }]}
        values={isShared ? ['shared'] : []}
        onChange={(values) => setShared(values.length > 0)}
      />
    </form>
  )
}
