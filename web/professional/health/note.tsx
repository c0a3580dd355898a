/** The professional's note on the child, saved when one leaves the field. What is written stays when saving fails. */
import { useEffect, useId, useRef, useState } from 'react'
import type { OpenedChild } from '#api/health.ts'
import { Field } from '../../design/field/field.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import { useChildAct } from './opened-child.ts'
import styles from './child-page.module.css'

export function Note({ pupilId, note }: { readonly pupilId: string; readonly note: OpenedChild['note'] }) {
  const { t, day } = useWords()
  const id = useId()
  const [text, setText] = useState(note?.text ?? '')
  const save = useChildAct('saveNote', pupilId, (child, output) => ({ ...child, note: output.note }))
  const kept = note?.text ?? ''
  const isKept = text.trim() === kept.trim()

  const leave = () => {
    if (!isKept && !save.isPending) save.mutate({ params: { id: pupilId }, body: { text: text.trim() } })
  }
  // Another tab, or a phone put away, is leaving too.
  const leaving = useRef(leave)
  useEffect(() => {
    leaving.current = leave
  })
  useEffect(() => {
    const hide = () => document.visibilityState === 'hidden' && leaving.current()
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [])

  const state = save.isPending
    ? t('child.note.saving')
    : !isKept
      ? save.error !== null
        ? t('child.note.failed')
        : t('child.note.waiting')
      : note === null
        ? t('child.note.empty')
        : t('child.note.saved', { date: day(note.on), by: note.by })

  return (
    <section className={styles.part} data-area="note">
      <Field id={id} label={<span className={styles.noteHead}>{t('child.note')}</span>} help={t('child.note.help')}>
        <textarea
          id={id}
          className={`field__box ${styles.note}`}
          rows={5}
          maxLength={4_000}
          value={text}
          aria-describedby={`${id}-help ${id}-state`}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
        />
        <p className={styles.written}>{text}</p>
      </Field>
      <p id={`${id}-state`} className={styles.rule} role="status">
        {state}
      </p>
      {save.error !== null && !isKept && <Refused error={save.error} onRetry={leave} />}
    </section>
  )
}
