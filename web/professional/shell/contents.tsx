/** What a long page holds, for whoever would else draw a thumb past all of it. On a wide screen the page is seen at once, and has none. */
import { useId } from 'react'
import { useWords } from '../language.tsx'
import styles from './contents.module.css'

export type ContentsPart = { readonly id: string; readonly title: string }

export function Contents({ parts }: { readonly parts: readonly ContentsPart[] }) {
  const { t } = useWords()
  const heading = useId()
  return (
    <nav className={`${styles.contents} no-print`} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {t('shell.contents')}
      </h2>
      <ul>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
