/** Where a version is on its way, and what was done to it. */
import type { SheetVersion } from '#api/intervention.ts'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import styles from './intervention.module.css'

const tones = { draft: 'neutral', inReview: 'action', published: 'success', retired: 'neutral' } as const

export function VersionState({ version }: { readonly version: Pick<SheetVersion, 'state' | 'isSignedOff'> }) {
  const { t } = useWords()
  const isReady = version.state === 'inReview' && version.isSignedOff
  return (
    <Tag tone={isReady ? 'success' : tones[version.state]}>
      {t(isReady ? 'intervention.state.signedOff' : `intervention.state.${version.state}`)}
    </Tag>
  )
}

export function Steps({ steps }: { readonly steps: SheetVersion['steps'] }) {
  const { t, moment } = useWords()
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.at + step.step}>
          <p>
            <strong>{t(`intervention.step.${step.step}`)}</strong> <span className="quiet">{moment(step.at)}</span>
          </p>
          {step.interests !== '' && <p>{t('intervention.interests.declared', { interests: step.interests })}</p>}
          {step.comment !== '' && <p>{step.comment}</p>}
        </li>
      ))}
    </ol>
  )
}
