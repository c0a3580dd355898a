/** The frame of the professional side: where one can go, who one is, and a way out. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { useSignOut } from './leaving.tsx'
import { addresses, groupsOf, type Room, roomAt } from './navigation.ts'
import styles from './shell.module.css'

export function SkipLink() {
  const { t } = useWords()
  return (
    <a className={styles.skip} href="#content">
      {t('shell.skip')}
    </a>
  )
}

/** The page itself. A new address moves the reader here, so that it is read from its beginning. */
export function Content({ className, children }: { readonly className?: string | undefined; readonly children: ReactNode }) {
  const [address] = useLocation()
  const place = useRef<HTMLElement>(null)
  const shown = useRef(address)
  useEffect(() => {
    if (shown.current === address) return
    shown.current = address
    window.scrollTo(0, 0)
    place.current?.focus({ preventScroll: true })
  }, [address])
  return (
    <main id="content" tabIndex={-1} ref={place} className={className}>
      {children}
    </main>
  )
}

export function Shell({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { t } = useWords()
  const [address] = useLocation()
  const [isOpen, setOpen] = useState(false)
  const toggle = useRef<HTMLSpanElement>(null)
  const signOut = useSignOut('here')
  const everywhere = useSignOut('everywhere')
  const here = roomAt(address)

  useEffect(() => setOpen(false), [address])
  const close = () => {
    setOpen(false)
    toggle.current?.querySelector('button')?.focus()
  }

  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.side}>
        <div className={styles.brandRow}>
          <a href={addresses.home} className={styles.brand}>
            {t('shell.name')}
          </a>
          <span className={styles.menuButton} ref={toggle}>
            <Button
              look="quiet"
              icon={isOpen ? 'cross' : 'menu'}
              aria-expanded={isOpen}
              aria-controls="menu"
              onClick={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'shell.menu.close' : 'shell.menu')}
            </Button>
          </span>
        </div>
        <div
          id="menu"
          className={styles.menu}
          data-open={isOpen || undefined}
          onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}
        >
          <nav aria-label={t('shell.nav')}>
            <Menu me={me} here={here} address={address} />
          </nav>
          <div className={styles.person}>
            <p className={styles.who}>
              <span className="visually-hidden">{t('shell.signedIn')} </span>
              <strong>{me.name}</strong>
              <span>{t(`role.${me.role}`)}</span>
              <span>{placeOf(me) ?? t('shell.municipality', { municipality: me.municipality.name })}</span>
            </p>
            <LanguageChoice />
            <Button look="quiet" size="small" isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
              {t('shell.signOut')}
            </Button>
            <Button look="quiet" size="small" isBusy={everywhere.isPending} onClick={() => everywhere.mutate()}>
              {t('shell.signOutEverywhere')}
            </Button>
          </div>
        </div>
      </header>
      <div className={styles.body}>
        <Content className={styles.content}>
          {me.isDemo && (
            <p className={styles.demo}>
              <Icon name="info" />
              {t('shell.demo')}
            </p>
          )}
          {children}
        </Content>
        <Footer />
      </div>
    </div>
  )
}

/** More rooms than this are easier to find under the headings of their groups. */
const fewRooms = 5

function Menu({ me, here, address }: { readonly me: Me; readonly here: Room | undefined; readonly address: string }) {
  const { t } = useWords()
  const shown = groupsOf(me.role)
  const link = (room: Room) => (
    <li key={room}>
      <a
        href={addresses[room]}
        className={styles.room}
        aria-current={room === here ? (address === addresses[room] ? 'page' : 'true') : undefined}
      >
        {t(`shell.nav.${room}`)}
      </a>
    </li>
  )
  const all = shown.flatMap(({ rooms }) => rooms)
  if (all.length <= fewRooms) return <ul className={styles.rooms}>{all.map(link)}</ul>
  return (
    <ul className={styles.groups}>
      {shown.map(({ group, rooms }) => (
        <li key={group}>
          {group !== 'own' && (
            <p className={styles.group} id={`group-${group}`}>
              {t(`shell.nav.group.${group}`)}
            </p>
          )}
          <ul className={styles.rooms} aria-labelledby={group === 'own' ? undefined : `group-${group}`}>
            {rooms.map(link)}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** The municipality that the association's own people belong to. */
const association = 0

/** A school when there is one, and the association by its own name; for others it is the municipality. */
function placeOf(me: Me): string | undefined {
  const [first, ...others] = me.institutions
  if (me.municipality.id === association) return me.municipality.name
  return others.length === 0 ? first?.name : undefined
}

export function Footer() {
  const { t } = useWords()
  return (
    <footer className={styles.footer}>
      <p>{t('shell.footer.about')}</p>
      <ul className={styles.footerLinks}>
        <li>
          <a href="/foreningen">{t('front.association.more')}</a>
        </li>
        <li>
          <a href="/nyheder">{t('news.title')}</a>
        </li>
        <li>
          <a href="/aabne-tal">{t('openData.title')}</a>
        </li>
        <li>
          <a href="/kontakt">{t('shell.footer.contact')}</a>
        </li>
        <li>
          <a href="/hvem-maa-se-hvad">{t('shell.footer.seen')}</a>
        </li>
        <li>
          <a href="/was">{t('shell.footer.accessibility')}</a>
        </li>
      </ul>
    </footer>
  )
}
