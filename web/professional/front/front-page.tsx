/** The signed-out front page: what it is, the way in for each, how answers are protected. */
import type { ReactNode } from 'react'
import type { Me } from '#api/session.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useEffect } from 'react'
import { useWords } from '../language.tsx'
import { PublicFrame } from '../shell/public-frame.tsx'
import { signInAddress } from '../shell/sign-in-address.ts'
import { ExampleCard } from './example-card.tsx'
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
const modules = ['school', 'small', 'youth', 'plus', 'inspiration'] as const

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
          {modules.map((module) => (
            <li key={module} className={styles.module}>
              <h3>{t(`front.module.${module}.title`)}</h3>
              {module === 'school' ? (
                <Tag tone="success" icon="check">
                  {t('front.modules.ready')}
                </Tag>
              ) : (
                <Tag tone="neutral">{t('front.modules.coming')}</Tag>
              )}
              <p>{t(`front.module.${module}.text`)}</p>
            </li>
          ))}
        </ul>
      </Band>
    </PublicFrame>
  )
}

function Band({
  heading,
  className,
  children,
}: {
  readonly heading?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <section className={`${styles.band} ${className}`}>
      {heading !== undefined && <h2 className={styles.heading}>{heading}</h2>}
      {children}
    </section>
  )
}
