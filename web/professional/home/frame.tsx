/** What every home page is made of: a greeting, what waits, and lists of things with one way into each. */
import type { ReactNode } from 'react'
import type { Me } from '#api/session.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { Page, Section } from '../shell/page.tsx'
import styles from './home-page.module.css'

export function Home({ me, title, children }: { readonly me: Me; readonly title: string; readonly children: ReactNode }) {
  const { t } = useWords()
  const [firstName = me.name] = me.name.split(' ')
  return (
    <Page title={title} tab={t('home.tab')} lead={t('home.greeting', { name: firstName })}>
      {children}
    </Page>
  )
}

/** Something with a way into it. */
export type Line = {
  readonly key: string
  readonly title: string
  readonly detail?: ReactNode
  readonly href: string
  readonly action: string
}

type LinesProps = {
  readonly heading: string
  readonly lines: readonly Line[]
  /** Nothing waits before them, so the first has the primary button. */
  readonly isFirst?: boolean
  /** Where the rest is, when these are only the first. */
  readonly more?: { readonly href: string; readonly words: string }
}

/** Lines under a heading; nothing at all when there are none. */
export function Lines({ heading, lines, isFirst = false, more }: LinesProps) {
  if (lines.length === 0) return null
  return (
    <Section title={heading}>
      <ul className={styles.tasks}>
        {lines.map(({ key, title, detail, href, action }, place) => (
          <li key={`${key} ${place}`} className={styles.task}>
            <div className={styles.words}>
              <h3 className={styles.title}>{title}</h3>
              {detail !== undefined && <p className="quiet">{detail}</p>}
            </div>
            <LinkButton
              href={href}
              look={isFirst && place === 0 ? 'primary' : 'secondary'}
              iconAfter="forward"
              aria-label={`${action}: ${title}`}
            >
              {action}
            </LinkButton>
          </li>
        ))}
      </ul>
      {more && (
        <div>
          <LinkButton href={more.href} look="quiet" iconAfter="forward">
            {more.words}
          </LinkButton>
        </div>
      )}
    </Section>
  )
}
