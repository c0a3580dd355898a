/** What every page of the road stands in: a quiet line on top, one column, and the way on at the bottom. */
import type { ReactNode } from 'react'
import { Brand } from '#web/design/brand/brand.tsx'
import { Button } from '#web/design/button/button.tsx'
import { LanguageSwitch } from '#web/design/language-switch/language-switch.tsx'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { ReadAloud } from '../design/read-aloud/read-aloud.ts'
import { offeredLanguages, type T } from './words.ts'

type FrameProps = {
  top: ReactNode
  /** Beside the top line, at its end. */
  tools?: ReactNode
  /** Directly under the top line, over the whole width. */
  under?: ReactNode
  children: ReactNode
  look?: 'reading' | 'question'
  /** Room for a table. */
  isWide?: boolean
}

export function Frame({ top, tools, under, children, look = 'reading', isWide = false }: FrameProps) {
  return (
    <div className={`frame frame--${look}${isWide ? ' frame--wide' : ''}`}>
      <header className="frame__top">
        <div className="frame__where">{top}</div>
        {tools && <div className="frame__tools">{tools}</div>}
        {under && <div className="frame__under">{under}</div>}
      </header>
      <main className="frame__main">{children}</main>
    </div>
  )
}

/** The page's heading, which a page turn moves the reader to. */
export function Heading({ children }: { children: ReactNode }) {
  return (
    <h1 id="heading" tabIndex={-1}>
      {children}
    </h1>
  )
}

export function Product({ t }: { t: T }) {
  return (
    <p>
      <Brand name={t('product')} />
    </p>
  )
}

export type Speech = { t: T; language: RespondentLanguage; onLanguage: (language: RespondentLanguage) => void }

export function Languages({ t, language, onLanguage }: Speech) {
  return <LanguageSwitch label={t('language')} languages={offeredLanguages} current={language} onChange={onLanguage} />
}

type ListenButtonProps = {
  t: T
  readAloud: ReadAloud | null
  isLarge?: boolean
  /** Who has recorded it; undefined where the device reads. */
  voice?: 'person' | 'test' | undefined
}

/** Large for those who hear the question before they read it. */
export function ListenButton({ t, readAloud, isLarge = false, voice }: ListenButtonProps) {
  if (!readAloud) return null
  return (
    <p className={isLarge ? 'listen' : undefined}>
      <Button look="quiet" size="small" icon={readAloud.isReading ? 'stop' : 'speaker'} onClick={readAloud.toggle}>
        {readAloud.isReading ? t('question.quiet') : t('question.listen')}
      </Button>
      {voice === 'test' && <span className="small quiet"> {t('question.testVoice')}</span>}
    </p>
  )
}

/** A sentence with something put in at `{number}`. */
export function withNumber(text: string, number: ReactNode): ReactNode {
  const [before, after] = text.split('{number}')
  return (
    <>
      {before}
      {number}
      {after}
    </>
  )
}
