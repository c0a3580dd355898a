/** One question of a sheet: its number, its words small beside it, and the field. */
import type { KeyboardEvent } from 'react'
import { declinedKey, readEntry } from '#domain/paper/entry.ts'
import type { Item, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { chooses } from '#domain/questionnaire/value.ts'
import { declined } from '#domain/response/answer.ts'
import { useWords } from '../language.tsx'
import { hintFor } from './entry-words.ts'
import styles from './paper.module.css'

type TypedQuestionProps = {
  readonly place: number
  readonly number: number
  readonly item: Item
  readonly text: QuestionnaireText
  /** The theme's heading, where one begins. */
  readonly theme: string | undefined
  readonly isMet: boolean
  readonly typed: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onBlur: () => void
}

export function TypedQuestion({ place, number, item, text, theme, isMet, typed, error, onChange, onKeyDown, onBlur }: TypedQuestionProps) {
  const words = useWords()
  const { t } = words
  const id = `question-${place}`
  const of = text.items[item.code]
  const entry = readEntry(item, typed) ?? null
  const hint = hintFor(words, item, of?.unit)
  return (
    <>
      {theme !== undefined && (
        <li className={styles.theme}>
          <h2>{theme}</h2>
        </li>
      )}
      <li className={isMet ? styles.question : `${styles.question} ${styles.skipped}`}>
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <div>
          <label htmlFor={id} className={styles.words}>
            <span className="visually-hidden">{t('paper.number', { number })} </span>
            {of?.question}
          </label>
          {isMet ? (
            <p id={`${id}-options`} className={styles.options}>
              {!item.measure &&
                item.options.map((option, at) => (
                  <span key={option} className={typeof entry === 'number' && chooses(item, entry, at) ? styles.chosen : undefined}>
                    {item.kind === 'ladder' ? option : `${at + 1}: ${of?.options[option] ?? option}`}
                  </span>
                ))}
              {hint !== '' && <span>{hint}</span>}
              <span className={entry === declined ? styles.chosen : undefined}>
                {declinedKey}: {t('paper.declined')}
              </span>
            </p>
          ) : (
            <p className={styles.options}>{t('paper.skipped')}</p>
          )}
          {error !== undefined && (
            <p id={`${id}-error`} className={styles.error}>
              {error}
            </p>
          )}
        </div>
        <input
          id={id}
          data-place={place}
          className={`field__box ${styles.entry} ${item.kind === 'text' ? styles.wide : ''}`}
          type="text"
          autoComplete="off"
          disabled={!isMet}
          value={isMet ? typed : ''}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-options${error === undefined ? '' : ` ${id}-error`}`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
        />
      </li>
    </>
  )
}
