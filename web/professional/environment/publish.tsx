/** The last step: everybody may read it. Says what is missing; and afterwards where it stands. */
import { useQueryClient } from '@tanstack/react-query'
import { environmentSteps } from '#domain/environment/environment.ts'
import type { Environment } from '#api/environment.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { showClash } from '../shell/saved-mark.tsx'
import type { Assessment } from './use-assessment.ts'
import styles from './environment.module.css'

export function publicAddress(municipalityId: number, institutionId: string): string {
  return `/umv/${municipalityId}/${institutionId}`
}

type PublishProps = {
  readonly environment: Environment
  readonly municipalityId: number
  /** No more answers come: before that nothing is published. */
  readonly isSealed: boolean
  readonly draft: Pick<Assessment, 'settle'>
}

export function Publish({ environment, municipalityId, isSealed, draft }: PublishProps) {
  const { t, day, list } = useWords()
  const { surveyId, institutionId, publications, done, mayWrite } = environment
  const publish = useAct('publishEnvironment')
  const takeDown = useAct('takeDownEnvironment')
  const client = useQueryClient()
  const readAnew = () => void client.invalidateQueries({ queryKey: ['getEnvironment'] })
  const current = publications.find(({ isPublic }) => isPublic)
  const earlier = publications.filter((one) => one !== current)
  const missing = environmentSteps.filter((step) => !done.includes(step))
  const why = [
    ...(missing.length > 0
      ? [t('environment.publish.missing', { steps: list(missing.map((step) => t(`environment.step.${step}`))) })]
      : []),
    ...(isSealed ? [] : [t('environment.publish.notSealed')]),
  ]
  // The words as they stand on the page, the last one too, and none that a colleague has written and nobody here has read.
  const send = async () => {
    const revision = await draft.settle()
    if (revision !== null) publish.mutate({ params: { surveyId, institutionId }, body: { revision } }, { onError: readAnew })
    else if (!showClash()) document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }
  if (!mayWrite && publications.length === 0) return null
  return (
    <Section title={t('environment.publish.title')}>
      {current && (
        <Notice kind="success" title={t('environment.published', { date: day(current.publishedOn), version: current.version })}>
          <p>
            <a href={publicAddress(municipalityId, institutionId)}>{t('environment.published.see')}</a>
          </p>
        </Notice>
      )}
      {earlier.length > 0 && (
        <p className="quiet small">
          {t('environment.published.earlier', {
            versions: list(earlier.map(({ version, publishedOn }) => `${version} (${day(publishedOn)})`)),
          })}
        </p>
      )}
      {mayWrite && (
        <div className="no-print">
          <p className={styles.measure}>{t('environment.publish.lead')}</p>
          {why.length > 0 && (
            <p id="why-not" className={styles.measure}>
              {why.join(' ')}
            </p>
          )}
          {publish.error && <Refused error={publish.error} />}
          {takeDown.error && <Refused error={takeDown.error} />}
          <div className={styles.buttons}>
            <Button isBusy={publish.isPending} {...(why.length > 0 ? { waitsFor: 'why-not' } : {})} onClick={() => void send()}>
              {t(current ? 'environment.publish.again' : 'environment.publish')}
            </Button>
            {current && (
              <Button look="quiet" isBusy={takeDown.isPending} onClick={() => takeDown.mutate({ params: { surveyId, institutionId } })}>
                {t('environment.takeDown')}
              </Button>
            )}
          </div>
          {publish.data && <p role="status">{t('environment.publish.done', { version: publish.data.version })}</p>}
        </div>
      )}
    </Section>
  )
}
