/** The frame of a family's pages: few ways to go, so they stand along the top, and the page is narrow to read. */
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { useSignOut } from './leaving.tsx'
import { addresses, roomAt, roomsOf } from './navigation.ts'
import { Content, Footer, SkipLink } from './shell.tsx'
import frame from './public-frame.module.css'
import styles from './family-frame.module.css'

export function FamilyFrame({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { t } = useWords()
  const signOut = useSignOut('here')
  const everywhere = useSignOut('everywhere')
  const [address] = useLocation()
  const here = roomAt(address)
  return (
    <div className={frame.frame}>
      <SkipLink />
      <header className={frame.top}>
        <div className={frame.row}>
          <a href={addresses.home} className={frame.brand}>
            {t('shell.name')}
          </a>
          <Button look="secondary" size="small" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('shell.signOut')}
          </Button>
        </div>
        <div className={styles.ways}>
          <nav aria-label={t('shell.nav')}>
            <ul className={styles.rooms}>
              {roomsOf(me.role).map((room) => (
                <li key={room}>
                  <a
                    className={styles.room}
                    href={addresses[room]}
                    aria-current={room === here ? (address === addresses[room] ? 'page' : 'true') : undefined}
                  >
                    {t(`shell.nav.${room}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className={styles.reader}>
            <p>
              <span className="visually-hidden">{t('shell.signedIn')} </span>
              {me.name}
            </p>
            <LanguageChoice />
          </div>
        </div>
      </header>
      <Content className={frame.narrow}>
        {me.isDemo && (
          <p className={styles.demo}>
            <Icon name="info" />
            {t('shell.demo')}
          </p>
        )}
        {children}
        <p>
          <Button look="quiet" size="small" isBusy={everywhere.isPending} onClick={() => everywhere.mutate()}>
            {t('shell.signOutEverywhere')}
          </Button>
        </p>
      </Content>
      <Footer />
    </div>
  )
}
