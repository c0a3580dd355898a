/** Where a draft was tried out, what was found, and who has signed it off: another than who recorded it. */
import { type FormEvent, useState } from 'react'
import type { Edition } from '#api/edition.ts'
import { isDay } from '#domain/calendar/calendar.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { Paragraph } from './paragraph.tsx'
import styles from './questionnaire.module.css'

type PilotsProps = { readonly edition: Edition; readonly isDirty: boolean; readonly mayWrite: boolean }

export function EditionPilots({ edition, isDirty, mayWrite }: PilotsProps) {
  const { t, period, moment } = useWords()
  const { id, pilotRecords, state, revision } = edition
  return (
    <>
      <p>{t('edition.pilot.why')}</p>
      {pilotRecords.length === 0 && <Notice title={t('edition.pilot.none')} />}
      {pilotRecords.length > 0 && (
        <ul className={styles.changes}>
          {pilotRecords.map((pilot) => (
            <li key={pilot.id} className={styles.change}>
              <h3 className={styles.question}>{pilot.place}</h3>
              <p className="quiet small">
                {t('edition.pilot.facts', { period: period(pilot.from, pilot.to), respondents: pilot.respondents })}
              </p>
              <p>{pilot.found}</p>
              {pilot.signOff && (
                <Notice
                  kind={pilot.signOff.isOfThis && !isDirty ? 'success' : 'warning'}
                  title={t(pilot.signOff.isOfThis && !isDirty ? 'edition.pilot.signed' : 'edition.pilot.signed.old', {
                    at: moment(pilot.signOff.at),
                  })}
                >
                  <p>{pilot.signOff.words}</p>
                </Notice>
              )}
              {state === 'draft' &&
                !isDirty &&
                !pilot.signOff?.isOfThis &&
                (pilot.isOwn ? (
                  <p className="quiet small">{t('edition.pilot.own')}</p>
                ) : (
                  <SignOff id={id} pilotId={pilot.id} revision={revision} />
                ))}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <Record id={id} />}
    </>
  )
}

function SignOff({ id, pilotId, revision }: { readonly id: string; readonly pilotId: string; readonly revision: number }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const sign = useAct('signOffPilot')
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        setTried(true)
        if (words.trim() !== '') sign.mutate({ params: { id, pilotId }, body: { words, revision } })
      }}
    >
      <Paragraph
        label={t('edition.pilot.signOff.words')}
        error={isTried && words.trim() === '' ? t('edition.pilot.signOff.error') : undefined}
        value={words}
        onChange={setWords}
      />
      {sign.error && <Refused error={sign.error} />}
      <div>
        <Button type="submit" isBusy={sign.isPending}>
          {t('edition.pilot.signOff.do')}
        </Button>
      </div>
    </form>
  )
}

function Record({ id }: { readonly id: string }) {
  const { t } = useWords()
  const blank = { place: '', from: '', to: '', respondents: '', found: '' }
  const [written, setWritten] = useState(blank)
  const [isTried, setTried] = useState(false)
  const record = useAct('recordPilot', () => {
    setWritten(blank)
    setTried(false)
  })
  const { place, from, to, found } = written
  const respondents = Number(written.respondents)
  const isWhole =
    place.trim() !== '' &&
    found.trim() !== '' &&
    isDay(from) &&
    isDay(to) &&
    from <= to &&
    Number.isInteger(respondents) &&
    respondents >= 1
  const write = (field: keyof typeof blank) => (value: string) => setWritten({ ...written, [field]: value })
  return (
    <Section title={t('edition.pilot.record')}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setTried(true)
          if (isWhole) record.mutate({ params: { id }, body: { place, from, to, respondents, found } })
        }}
      >
        <TextField
          label={t('edition.pilot.place')}
          help={t('edition.pilot.place.help')}
          maxLength={300}
          value={place}
          onChange={write('place')}
        />
        <div className={styles.days}>
          <DayField id="pilot-from" label={t('edition.pilot.from')} value={from} onChange={write('from')} />
          <DayField id="pilot-to" label={t('edition.pilot.to')} value={to} onChange={write('to')} />
        </div>
        <TextField
          inputMode="numeric"
          label={t('edition.pilot.respondents')}
          letters={5}
          value={written.respondents}
          onChange={write('respondents')}
        />
        <Paragraph
          label={t('edition.pilot.found')}
          help={t('edition.pilot.found.help')}
          lines={5}
          value={found}
          onChange={write('found')}
        />
        {isTried && !isWhole && <Notice kind="danger" title={t('edition.pilot.error')} isLive />}
        {record.error && <Refused error={record.error} />}
        <div>
          <Button type="submit" look="secondary" isBusy={record.isPending}>
            {t('edition.pilot.do')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
