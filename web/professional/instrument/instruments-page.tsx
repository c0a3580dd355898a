/** Which validated forms there are, on what terms, and whether their words are here: what can be used comes first. */
import { may } from '#domain/access/policy.ts'
import type { InstrumentCard } from '#api/instrument.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { About } from './about-instrument.tsx'
import styles from './instrument.module.css'

export function InstrumentsPage({ me }: { readonly me: Me }) {
  const query = useRead('listInstruments', undefined)
  return <LoadedPage query={query}>{(found) => <Instruments me={me} {...found} />}</LoadedPage>
}

function Instruments({ me, instruments, suggested }: Output<'listInstruments'> & { readonly me: Me }) {
  const { t, counted, language } = useWords()
  const suggest = useAct('suggestInstrument')
  const usable = instruments.filter(isUsable)
  const hidden = instruments.filter((one) => !isUsable(one))
  const done = suggest.isSuccess ? instruments.find(({ code }) => code === suggest.variables.body.instrument) : undefined
  return (
    <Page
      title={usable.length > 0 ? counted('instrument.title', usable.length) : t('instrument.title.none')}
      tab={t('instrument.tab')}
      lead={t('instrument.lead')}
    >
      <Warnings instruments={instruments} />
      {done && <Notice kind="success" isLive title={t('instrument.suggest.done', { name: done.name[language] })} />}
      {suggest.error && <Refused error={suggest.error} />}
      <Section title={t('instrument.usable')}>
        {usable.length === 0 ? (
          <EmptyState title={t('instrument.title.none')}>{t('instrument.usable.none')}</EmptyState>
        ) : (
          <ul className={styles.list}>
            {usable.map((one) => (
              <Row
                key={one.code}
                instrument={one}
                isSuggested={one.code === suggested}
                onSuggest={
                  may(me, 'instrument.suggest') && one.mayBeAskedIn.includes('assessment') && one.code !== suggested
                    ? () => suggest.mutate({ body: { instrument: one.code } })
                    : undefined
                }
              />
            ))}
          </ul>
        )}
      </Section>
      {hidden.length > 0 && (
        <Section title={t('instrument.hidden')}>
          <ul className={styles.list}>
            {hidden.map((one) => (
              <Row key={one.code} instrument={one} isSuggested={false} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('instrument.how')}>
        <ol className={styles.steps}>
          <li>{t('instrument.how.1')}</li>
          <li>{t('instrument.how.2')}</li>
          <li>{t('instrument.how.3')}</li>
        </ol>
      </Section>
    </Page>
  )
}

/** Whether something new may begin with it in some language. */
function isUsable({ versions }: InstrumentCard): boolean {
  return versions.some(({ languages }) => languages.length > 0)
}

/** What runs out, has run out, or has been altered. */
function Warnings({ instruments }: { readonly instruments: readonly InstrumentCard[] }) {
  const { t, counted, day, language } = useWords()
  return instruments.flatMap(({ code, name: names, packs }) =>
    packs.map((pack) => {
      const key = `${code} ${pack.language}`
      const name = names[language]
      if (pack.state === 'altered')
        return (
          <Notice key={key} kind="danger" title={t('instrument.warn.altered.title', { name })}>
            {t('instrument.warn.altered.text')}
          </Notice>
        )
      if (pack.expiresOn === null || pack.daysLeft === null) return null
      if (pack.state === 'expired')
        return (
          <Notice key={key} kind="warning" title={t('instrument.warn.expired.title', { name, date: day(pack.expiresOn) })}>
            {t('instrument.warn.expired.text')}
          </Notice>
        )
      if (pack.state === 'expiring')
        return (
          <Notice key={key} kind="warning" title={counted('instrument.warn.expiring.title', pack.daysLeft, { name })}>
            {t('instrument.warn.expiring.text', { date: day(pack.expiresOn) })}
          </Notice>
        )
      return null
    }),
  )
}

const tones: Readonly<Record<InstrumentCard['state'], TagTone>> = {
  ready: 'success',
  expiring: 'warning',
  expired: 'warning',
  'not-yet-valid': 'neutral',
  altered: 'danger',
  missing: 'neutral',
}

type RowProps = { readonly instrument: InstrumentCard; readonly isSuggested: boolean; readonly onSuggest?: (() => void) | undefined }

function Row({ instrument, isSuggested, onSuggest }: RowProps) {
  const { t, counted, language } = useWords()
  const name = instrument.name[language]
  const informants = [...new Set(instrument.versions.map(({ informant }) => informant))].map((one, place) => {
    const word = t(`instrument.informant.${one}`)
    return place === 0 ? word : word.toLocaleLowerCase(language)
  })
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        {instrument.state !== 'missing' && <Tag tone={tones[instrument.state]}>{t(`instrument.state.${instrument.state}`)}</Tag>}
        {!instrument.isValidated && <Tag tone="warning">{t('instrument.notValidated')}</Tag>}
        {isSuggested && <Tag>{t('instrument.suggested')}</Tag>}
      </div>
      <p className={styles.facts}>
        {[counted('instrument.items', instrument.items), informants.join(', '), t(`instrument.text.${instrument.licence.text}`)].join(
          ' · ',
        )}
      </p>
      <Disclosure summary={t('instrument.more', { name })}>
        <About instrument={instrument} />
      </Disclosure>
      {onSuggest && (
        <div>
          <Button look="secondary" size="small" onClick={onSuggest}>
            {t('instrument.suggest.named', { name })}
          </Button>
        </div>
      )}
    </li>
  )
}
