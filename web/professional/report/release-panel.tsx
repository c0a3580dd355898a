/** What the municipality gives to region and country: in portions, by itself each night or now. */
import { useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Table } from '../../design/table/table.tsx'
import { ruleOf } from '#domain/disclosure/release-rule.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { Refused } from '../shell/refused.tsx'
import { ReleaseRuleChoice } from './release-rule-choice.tsx'
import styles from './release-panel.module.css'

const askAgainMs = 1_000

export function ReleasePanel({ surveyId }: { readonly surveyId: string }) {
  const { t, counted, number } = useWords()
  const [isAsking, setAsking] = useState(false)
  /** How many portions there were when one more was asked for: it is made by a job, so the page looks again. */
  const [stepsBefore, setStepsBefore] = useState<number>()
  const releases = useRead(
    'getReleases',
    { params: { surveyId } },
    { everyMs: (known) => known?.steps.length === stepsBefore && askAgainMs },
  )
  const release = useAct('releaseFigures', () => {
    setAsking(false)
    setStepsBefore(releases.data?.steps.length)
  })
  return (
    <div className="no-print">
      <Card level={2} heading={t('release.title')} lead={t('release.lead')}>
        <Loaded query={releases}>
          {({ steps, waiting, rule, regions, country }) => {
            const values = { institutions: counted('release.institutions', waiting.institutions), answered: waiting.answered }
            return (
              <div className={styles.panel}>
                <p>
                  <strong>{waiting.institutions === 0 ? t('release.waiting.none') : t('release.waiting', values)}</strong>{' '}
                  {waiting.institutions > 0 &&
                    t(!waiting.mayRelease ? 'release.tooSmall' : ruleOf(rule) === 'standing' ? 'release.tonight' : 'release.decision')}
                </p>
                {steps.length === stepsBefore && <Spinner label={t('release.underWay')} />}
                {waiting.mayRelease && steps.length !== stepsBefore && (
                  <Button look="secondary" onClick={() => setAsking(true)}>
                    {t('release.now')}
                  </Button>
                )}
                {(regions.length > 0 || country) && (
                  <ul>
                    {regions.map(({ name, municipalities }) => (
                      <li key={name}>{t('release.region', { name, count: municipalities })}</li>
                    ))}
                    {country && <li>{t('release.country', { count: country.municipalities })}</li>}
                  </ul>
                )}
                {steps.length > 0 && (
                  <Table
                    caption={t('release.steps')}
                    rows={steps}
                    rowKey={({ step }) => String(step)}
                    columns={[
                      { key: 'step', heading: t('release.step'), isName: true, cell: ({ step }) => number(step) },
                      {
                        key: 'institutions',
                        heading: t('release.column.institutions'),
                        isNumber: true,
                        cell: ({ institutions }) => number(institutions),
                      },
                      { key: 'answered', heading: t('release.column.answered'), isNumber: true, cell: ({ answered }) => number(answered) },
                    ]}
                  />
                )}
                <ReleaseRuleChoice key={surveyId} surveyId={surveyId} rule={rule} />
                <Dialog
                  isOpen={isAsking}
                  onClose={() => setAsking(false)}
                  title={t('release.dialog.title', values)}
                  actions={
                    <>
                      <Button look="secondary" onClick={() => setAsking(false)}>
                        {t('shell.cancel')}
                      </Button>
                      <Button isBusy={release.isPending} onClick={() => release.mutate({ params: { surveyId } })}>
                        {t('release.dialog.yes')}
                      </Button>
                    </>
                  }
                >
                  <p>{t('release.dialog.text')}</p>
                  {release.error && <Refused error={release.error} />}
                </Dialog>
              </div>
            )
          }}
        </Loaded>
      </Card>
    </div>
  )
}
