/** One module to somebody who has not signed in: for whom, what one gets, how the answers are protected. */
import { useEffect } from 'react'
import type { Me } from '#api/session.ts'
import { Icon } from '../../design/icon/icon.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { MissingPage } from '../shell/loaded.tsx'
import { PublicFrame } from '../shell/public-frame.tsx'
import { Band } from './band.tsx'
import { moduleAddresses, moduleAt, moduleNames } from './module-addresses.ts'
import { type ModuleName, ModulePicture } from './module-picture.tsx'
import front from './front-page.module.css'
import styles from './module-page.module.css'

const parts = ['who', 'gives', 'protects'] as const
const points = [1, 2, 3] as const

export function ModulePage({ name, me }: { readonly name: string; readonly me: Me | undefined }) {
  const module = moduleAt(name)
  if (module === undefined)
    return (
      <PublicFrame isSignedIn={me !== undefined}>
        <MissingPage />
      </PublicFrame>
    )
  return <Known module={module} isSignedIn={me !== undefined} />
}

function Known({ module, isSignedIn }: { readonly module: ModuleName; readonly isSignedIn: boolean }) {
  const { t } = useWords()
  const title = t(`front.module.${module}.title`)
  useEffect(() => {
    document.title = t('shell.tab', { title })
  }, [t, title])
  return (
    <PublicFrame isWide isSignedIn={isSignedIn}>
      <Band className={styles.hero}>
        <div className={styles.opening}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lead}>{t(`module.${module}.lead`)}</p>
          {module === 'inspiration' ? (
            <LinkButton href="/inspiration" iconAfter="forward">
              {t('front.toInspiration')}
            </LinkButton>
          ) : (
            <LinkButton href="/kontakt" look="secondary">
              {t('module.contact')}
            </LinkButton>
          )}
        </div>
        <ModulePicture name={module} />
      </Band>
      <Band className={front.white}>
        <div className={styles.columns}>
          {parts.map((part) => (
            <div key={part} className={styles.column}>
              <h2>{t(`module.${part}`)}</h2>
              <ul className={styles.points}>
                {points.map((point) => (
                  <li key={point} className={styles.point}>
                    <Icon name={part === 'protects' ? 'lock' : 'check'} />
                    <span>{t(`module.${module}.${part}.${point}`)}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </Band>
      <Band heading={t('module.others')} className={front.plain}>
        <div className={styles.others}>
          {moduleNames
            .filter((other) => other !== module)
            .map((other) => (
              <LinkButton key={other} href={moduleAddresses[other]} look="secondary" iconAfter="forward">
                {t(`front.module.${other}.title`)}
              </LinkButton>
            ))}
        </div>
      </Band>
    </PublicFrame>
  )
}
