/** The frame of pages that need no sign-in. */
import type { ReactNode } from 'react'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { Content, Footer, SkipLink } from './shell.tsx'
import { signInAddress } from './sign-in-address.ts'
import styles from './public-frame.module.css'

type PublicFrameProps = { readonly children: ReactNode; readonly isWide?: boolean; readonly isSignedIn?: boolean }

export function PublicFrame({ children, isWide = false, isSignedIn = false }: PublicFrameProps) {
  const { t } = useWords()
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.top}>
        <div className={styles.row}>
          <a href="/" className={styles.brand}>
            {t('shell.name')}
          </a>
          <div className={styles.ways}>
            <LanguageChoice />
            {isSignedIn ? (
              <LinkButton href="/hjem" look="secondary" size="small">
                {t('shell.missing.home')}
              </LinkButton>
            ) : (
              <LinkButton href={signInAddress('/hjem')} look="secondary" size="small">
                {t('shell.signIn')}
              </LinkButton>
            )}
          </div>
        </div>
      </header>
      <Content className={isWide ? styles.wide : styles.narrow}>{children}</Content>
      <Footer />
    </div>
  )
}
