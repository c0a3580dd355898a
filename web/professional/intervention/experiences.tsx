/** What municipalities tell of a sheet, and one's own word to them. */
import { type FormEvent, useState } from 'react'
import { may } from '#domain/access/policy.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { LongText } from '../network/long-text.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './intervention.module.css'

type Verdict = Output<'listExperiences'>[number]['verdict']
const verdicts = ['recommended', 'mixed', 'notForUs'] as const satisfies readonly Verdict[]

export function Experiences({ me, code }: { readonly me: Me; readonly code: string }) {
  const { t, day } = useWords()
  const [isTelling, setTelling] = useState(false)
  const experiences = useRead('listExperiences', { params: { code } })
  const withdraw = useAct('withdrawExperience')
  const mayTell = may(me, 'intervention.tell')
  return (
    <Section
      title={t('intervention.experiences')}
      aside={
        mayTell &&
        !isTelling && (
          <Button look="secondary" size="small" onClick={() => setTelling(true)}>
            {t('intervention.tell')}
          </Button>
        )
      }
    >
      {isTelling && <Tell me={me} code={code} onDone={() => setTelling(false)} />}
      <Loaded query={experiences}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="quiet">{t('intervention.experiences.none')}</p>
          ) : (
            <ul className={styles.experiences}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Card
                    heading={
                      row.municipality === null
                        ? t('intervention.experience.unnamed')
                        : t('intervention.experience.by', { municipality: row.municipality })
                    }
                    lead={day(row.toldOn)}
                  >
                    <p>
                      <Tag tone={row.verdict === 'recommended' ? 'success' : 'neutral'}>{t(`intervention.verdict.${row.verdict}`)}</Tag>
                    </p>
                    <p>{row.what}</p>
                    {row.isOwn && mayTell && (
                      <Button
                        look="quiet"
                        size="small"
                        isBusy={withdraw.isPending}
                        onClick={() => withdraw.mutate({ params: { id: row.id } })}
                      >
                        {t('intervention.experience.withdraw')}
                      </Button>
                    )}
                  </Card>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {withdraw.error && <Refused error={withdraw.error} />}
    </Section>
  )
}

function Tell({ me, code, onDone }: { readonly me: Me; readonly code: string; readonly onDone: () => void }) {
  const { t } = useWords()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [what, setWhat] = useState('')
  const [showsName, setShowsName] = useState(false)
  const [isTried, setTried] = useState(false)
  const tell = useAct('tellExperience', onDone)
  const verdictError = verdict === null ? t('intervention.tell.verdict.error') : undefined
  const whatError = what.trim() === '' ? t('intervention.tell.what.error') : holdsCpr(what) ? t('problem.text-holds-cpr') : undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (verdict === null) return document.querySelector<HTMLElement>('#verdict input')?.focus()
    if (whatError !== undefined) return document.getElementById('experience')?.focus()
    tell.mutate({ params: { code }, body: { verdict, what, showsName } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Radios
        id="verdict"
        label={t('intervention.tell.verdict')}
        error={isTried ? verdictError : undefined}
        look="plain"
        options={verdicts.map((value) => ({ value, label: t(`intervention.verdict.${value}`) }))}
        value={verdict}
        onChange={(value) => setVerdict(value as Verdict)}
      />
      <LongText
        id="experience"
        label={t('intervention.tell.what')}
        help={t('intervention.tell.what.help')}
        error={isTried ? whatError : undefined}
        value={what}
        onChange={setWhat}
      />
      <Checkboxes
        label={t('intervention.tell.name')}
        look="plain"
        options={[{ value: 'name', label: t('intervention.tell.name.yes', { municipality: me.municipality.name }) }]}
        values={showsName ? ['name'] : []}
        onChange={(values) => setShowsName(values.length > 0)}
      />
      {tell.error && <Refused error={tell.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={tell.isPending}>
          {t('intervention.tell.send')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
