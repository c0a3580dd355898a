/** The signed-out front page: what it is, the way in for each, how answers are protected. */
import type { Me } from '#api/session.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useEffect } from 'react'
import { useWords } from '../language.tsx'
import { PublicFrame } from '../shell/public-frame.tsx'
import { signInAddress } from '../shell/sign-in-address.ts'
import { Band } from './band.tsx'
import { ExampleCard } from './example-card.tsx'
import { LatestNews } from './latest-news.tsx'
import { moduleAddresses, moduleNames } from './module-addresses.ts'
import { Sketch, type SketchName } from './sketch.tsx'
import styles from './front-page.module.css'

const steps = [1, 2, 3] as const
const protections = [
  ['purpose', 'purpose'],
  ['one', 'lock'],
  ['small', 'group'],
  ['free', 'hand'],
  ['home', 'house'],
  ['quiet', 'shield'],
] as const satisfies readonly (readonly [string, SketchName])[]

export function FrontPage({ me }: { readonly me: Me | undefined }) {
  const { t } = useWords()
  useEffect(() => {
    document.title = t('shell.tab', { title: t('front.tab') })
  }, [t])

  return (
    <PublicFrame isWide isSignedIn={me !== undefined}>
      <Band className={styles.hero}>
        <div className={styles.opening}>
          <h1 className={styles.title}>{t('front.title')}</h1>
          <p className={styles.lead}>{t('front.lead')}</p>
          <ul className={styles.doors}>
            <li className={styles.door}>
              <h2 className={styles.doorTitle}>{t('front.staff.title')}</h2>
              <p>{t('front.staff.text')}</p>
              {me ? (
                <LinkButton href="/hjem">{t('shell.missing.home')}</LinkButton>
              ) : (
                <LinkButton href={signInAddress('/hjem')}>{t('shell.signIn')}</LinkButton>
              )}
            </li>
            <li className={styles.door}>
              <h2 className={styles.doorTitle}>{t('front.pupil.title')}</h2>
              <p>{t('front.pupil.text')}</p>
              <LinkButton href="/svar" look="secondary" iconAfter="forward">
                {t('front.pupil.action')}
              </LinkButton>
            </li>
          </ul>
        </div>
        <ExampleCard />
      </Band>

      <Band heading={t('front.road.title')} className={styles.plain}>
        <ol className={styles.road}>
          {steps.map((step) => (
            <li key={step} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {step}
              </span>
              <h3>{t(`front.road.${step}.title`)}</h3>
              <p>{t(`front.road.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </Band>

      <Band heading={t('front.protect.title')} className={styles.white}>
        <ul className={styles.protections}>
          {protections.map(([name, sketch]) => (
            <li key={name} className={styles.protection}>
              <Sketch name={sketch} />
              <h3>{t(`front.protect.${name}.title`)}</h3>
              <p>{t(`front.protect.${name}.text`)}</p>
            </li>
          ))}
        </ul>
      </Band>

      <Band heading={t('front.modules.title')} className={styles.plain}>
        <ul className={styles.modules}>
          {moduleNames.map((module) => (
            <li key={module} className={styles.module}>
              <h3>
                <a href={moduleAddresses[module]}>{t(`front.module.${module}.title`)}</a>
              </h3>
              <p>{t(`front.module.${module}.text`)}</p>
            </li>
          ))}
        </ul>
      </Band>

      <LatestNews />

      <Band heading={t('front.association.title')} className={styles.plain}>
        <div className={styles.opening}>
          <p className={styles.lead}>{t('front.association.text')}</p>
          <p className={styles.more}>
            <LinkButton href="/foreningen" look="secondary">
              {t('front.association.more')}
            </LinkButton>
            <LinkButton href="/inspiration" look="secondary">
              {t('front.toInspiration')}
            </LinkButton>
            <LinkButton href="/kontakt" look="secondary">
              {t('shell.footer.contact')}
            </LinkButton>
          </p>
        </div>
      </Band>
    </PublicFrame>
  )
}
