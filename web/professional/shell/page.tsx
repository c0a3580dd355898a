/** One page: a heading that says what is found or to be done, and at most one primary action. */
import { type ReactNode, useEffect } from 'react'
import { PageHeading } from '../../design/page-heading/page-heading.tsx'
import { useWords } from '../language.tsx'
import styles from './page.module.css'

export type PathPart = { readonly label: string; readonly href: string }

type PageProps = {
  readonly title: string
  /** The title of the tab, when the heading is longer than a tab can hold. */
  readonly tab?: string
  readonly lead?: ReactNode
  /** Where this page hangs, outermost first. */
  readonly path?: readonly PathPart[]
  /** What is shown: of what, when, of how many. One quiet line. */
  readonly facts?: readonly string[]
  /** States that call for being noticed. */
  readonly tags?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

export function Page({ title, tab, lead, path = [], facts = [], tags, actions, children }: PageProps) {
  const { t } = useWords()
  useEffect(() => {
    document.title = t('shell.tab', { title: tab ?? title })
  }, [t, tab, title])

  return (
    <div className={styles.page}>
      <PageHeading title={title} lead={lead} path={path} pathLabel={t('shell.path')} facts={facts} tags={tags} actions={actions} />
      {children}
    </div>
  )
}

/** A white sheet that a table lies on. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  return <div className={styles.sheet}>{children}</div>
}

type SectionProps = {
  readonly title: string
  /** For a list of contents to lead to. */
  readonly id?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section id={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
