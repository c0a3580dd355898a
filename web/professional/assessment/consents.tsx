/** What the family was told or agreed to. Nothing is asked of anybody before. */
import { type FormEvent, useState } from 'react'
import type { AssessmentView } from '#api/assessment.ts'
import type { Input } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './assessment.module.css'
import { Part } from './part.tsx'

type Consent = Input<'recordAssessmentConsent'>['body']

const decisions = ['given', 'informed', 'withdrawn'] as const
const givers = ['custodyHolder', 'bothCustodyHolders', 'youngPerson'] as const
const ways = ['meeting', 'spoken', 'written'] as const

type ConsentsProps = { readonly view: AssessmentView; readonly isOpen: boolean; readonly isNext: boolean }

export function Consents({ view, isOpen, isNext }: ConsentsProps) {
  const { t, moment } = useWords()
  const [isAsking, setAsking] = useState(false)
  return (
    <Part id="family" title={t('assessment.consent.title')}>
      <p className={styles.quiet}>{t('assessment.consent.text')}</p>
      {view.consents.length === 0 ? (
        <p>{t('assessment.consent.none')}</p>
      ) : (
        <ul className={styles.rows}>
          {view.consents.map(({ decision, givenBy, way, recordedBy, recordedAt }) => (
            <li key={recordedAt}>
              <span className={styles.who}>
                <Tag tone={decision === 'withdrawn' ? 'warning' : 'success'} icon={decision === 'withdrawn' ? 'cross' : 'check'}>
                  {t(`assessment.consent.decision.${decision}`)}
                </Tag>
                <span className={styles.place}>
                  {t('assessment.consent.row', {
                    who: t(`assessment.consent.givenBy.${givenBy}`),
                    way: t(`assessment.consent.way.${way}`).toLowerCase(),
                    name: recordedBy,
                    moment: moment(recordedAt),
                  })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <div className={styles.buttons}>
          <Button look={isNext ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>
            {t('assessment.consent.add')}
          </Button>
        </div>
      )}
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('assessment.consent.dialog')} actions={null}>
        <ConsentForm id={view.id} onDone={() => setAsking(false)} />
      </Dialog>
    </Part>
  )
}

function ConsentForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useWords()
  const [given, setGiven] = useState<Partial<Consent>>({})
  const [isTried, setTried] = useState(false)
  const record = useAct('recordAssessmentConsent', onDone)
  const missing = (value: string | undefined) => (isTried && value === undefined ? t('assessment.missing') : undefined)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { decision, givenBy, way } = given
    if (decision && givenBy && way) record.mutate({ params: { id }, body: { decision, givenBy, way } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Radios
        label={t('assessment.consent.decision')}
        look="plain"
        error={missing(given.decision)}
        value={given.decision ?? null}
        onChange={(decision) => setGiven({ ...given, decision: decision as Consent['decision'] })}
        options={decisions.map((one) => ({
          value: one,
          label: t(`assessment.consent.decision.${one}`),
          help: one === 'withdrawn' ? t('assessment.consent.decision.withdrawn.help') : undefined,
        }))}
      />
      <Radios
        label={t('assessment.consent.givenBy')}
        look="plain"
        error={missing(given.givenBy)}
        value={given.givenBy ?? null}
        onChange={(givenBy) => setGiven({ ...given, givenBy: givenBy as Consent['givenBy'] })}
        options={givers.map((one) => ({ value: one, label: t(`assessment.consent.givenBy.${one}`) }))}
      />
      <Radios
        label={t('assessment.consent.way')}
        look="plain"
        error={missing(given.way)}
        value={given.way ?? null}
        onChange={(way) => setGiven({ ...given, way: way as Consent['way'] })}
        options={ways.map((one) => ({ value: one, label: t(`assessment.consent.way.${one}`) }))}
      />
      {record.error && <Refused error={record.error} />}
      <div className={styles.buttons}>
        <Button look="secondary" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" isBusy={record.isPending}>
          {t('assessment.consent.save')}
        </Button>
      </div>
    </form>
  )
}
