/** What every field to fill in has: a label, perhaps help, perhaps an error that says what to do. */
import './field.css'
import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'

export type FieldWords = {
  label: ReactNode
  help?: ReactNode
  /** What to do about it, never only that something is wrong. */
  error?: string | undefined
}

/** Ids of what describes a field, for `aria-describedby`. */
export function describedBy(id: string, { help, error }: Pick<FieldWords, 'help' | 'error'>): string | undefined {
  const ids = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

export function Help({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field__help" id={`${id}-help`}>
      {children}
    </p>
  )
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field__error" id={`${id}-error`}>
      <Icon name="danger" />
      <span>{children}</span>
    </p>
  )
}

export function Field({ id, label, help, error, children }: FieldWords & { id: string; children: ReactNode }) {
  return (
    <div className={error ? 'field field--wrong' : 'field'}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {help && <Help id={id}>{help}</Help>}
      {children}
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  )
}

/** The same for a group of choices: a fieldset, its legend and what belongs to it. */
export function FieldGroup({ id, label, help, error, children }: FieldWords & { id: string; children: ReactNode }) {
  return (
    <fieldset id={id} className={error ? 'field field--wrong' : 'field'} aria-describedby={describedBy(id, { help, error })}>
      <legend className="field__label" id={`${id}-label`}>
        {label}
      </legend>
      {help && <Help id={id}>{help}</Help>}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
    </fieldset>
  )
}
