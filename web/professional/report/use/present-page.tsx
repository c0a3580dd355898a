/**
 * A report in front of a room: one finding to a slide, strengths first, with notes for whoever speaks. The slide stands in the address,
 * so that a reload finds it; what is held back from the room is said on the first slide, to speaker and room alike.
 */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Room } from '#domain/report/use/room.ts'
import { pickFew } from '#domain/report/use/picks.ts'
import { strengthsFirst } from '#domain/report/finding.ts'
import { Button } from '../../../design/button/button.tsx'
import { LinkButton } from '../../../design/link-button/link-button.tsx'
import { LiveRegion } from '../../../design/live-region/live-region.tsx'
import { Select } from '../../../design/select/select.tsx'
import { useWords } from '../../language.tsx'
import { actOfKey } from './remote.ts'
import { type Slide, SlideNotes, SlideView } from './slide.tsx'
import { reportAddress, addressOfUse } from './use-address.ts'
import { useLeftOut, UsePage, type Using } from './use-page.tsx'
import styles from './present.module.css'

/** As the address says them. */
const audiences = { foraeldre: 'parents', elevraad: 'council', bestyrelse: 'board', kolleger: 'colleagues' } as const satisfies Record<
  string,
  Room
>
type Audience = keyof typeof audiences

function audienceOf(search: URLSearchParams): Audience {
  const said = search.get('til') ?? ''
  return said in audiences ? (said as Audience) : 'foraeldre'
}

export function PresentPage({ surveyId }: { readonly surveyId: string }) {
  return (
    <UsePage surveyId={surveyId} form="slides" room={(search) => audiences[audienceOf(search)]}>
      {(using) => <Presentation using={using} />}
    </UsePage>
  )
}

function Presentation({ using }: { readonly using: Using }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const { listed, choice, search, told, reading } = using
  const audience = audienceOf(search)
  const isWhole = search.get('antal') === 'alle'
  const leftOut = useLeftOut(using.leftOut)
  const order = (isWhole ? strengthsFirst : pickFew)(told.map(({ card }) => card)).map(({ item }) => item)
  const slides: readonly Slide[] = [
    { kind: 'title', heading: reading.name, facts: [reading.tags.turnout, ...leftOut] },
    ...order.flatMap((item): readonly Slide[] => {
      const one = told.find(({ card }) => card.item === item)
      return one && one.reading.state !== 'hidden' ? [{ kind: 'finding', card: one.card, reading: one.reading }] : []
    }),
    { kind: 'end', questions: ([1, 2, 3] as const).map((n) => t(`use.end.${audience}.${n}`)) },
  ]
  const place = Math.min(slides.length, Math.max(1, Number(search.get('side')) || 1)) - 1
  const at = (next: { readonly side?: number; readonly til?: string; readonly antal?: string }) =>
    addressOfUse('present', listed.surveyId, choice, {
      til: next.til ?? audience,
      antal: next.antal ?? (isWhole ? 'alle' : undefined),
      side: String(next.side ?? 1),
    })
  const home = reportAddress(listed.surveyId, choice)
  const [isBlank, setBlank] = useState(false)
  const [hasNotes, setNotes] = useState(false)
  const show = (side: number) => {
    setBlank(false)
    go(at({ side: Math.min(slides.length, Math.max(1, side)) }), { replace: true })
  }
  const full = () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
  useRemote((act) => {
    if (act === 'next') show(place + 2)
    if (act === 'back') show(place)
    if (act === 'first') show(1)
    if (act === 'last') show(slides.length)
    if (act === 'blank') setBlank(!isBlank)
    if (act === 'notes') setNotes(!hasNotes)
    if (act === 'full') full()
    // The browser takes Escape itself while the screen is full.
    if (act === 'leave' && !document.fullscreenElement) go(home)
  })
  const counter = t('use.present.counter', { place: place + 1, of: slides.length })
  useEffect(() => {
    document.title = t('shell.tab', { title: t('use.present.tab', { name: reading.name }) })
  }, [t, reading.name])

  return (
    <div className={`${styles.stage} ${isBlank ? styles.isBlank : ''}`}>
      <main className={styles.slides}>
        {isBlank && <h1 className="visually-hidden">{t('use.present.blank.on')}</h1>}
        {slides.map((slide, number) => (
          <section
            key={slide.kind === 'finding' ? slide.card.item : slide.kind}
            className={`${styles.slide} ${number === place && !isBlank ? '' : styles.away}`}
            aria-label={t('use.present.counter', { place: number + 1, of: slides.length })}
          >
            <SlideView slide={slide} level={number === place ? 1 : 2} />
            <div className={hasNotes ? styles.notes : styles.paperNotes}>
              <SlideNotes slide={slide} />
            </div>
          </section>
        ))}
      </main>
      <LiveRegion message={isBlank ? t('use.present.blank.on') : counter} />
      <nav className={`${styles.bar} no-print`} aria-label={t('use.present.controls')}>
        <Button look="secondary" size="small" icon="back" onClick={() => show(place)}>
          {t('use.present.back')}
        </Button>
        <span className={styles.counter}>{counter}</span>
        <Button size="small" iconAfter="forward" onClick={() => show(place + 2)}>
          {t('use.present.next')}
        </Button>
        <Button look="quiet" size="small" aria-pressed={hasNotes} onClick={() => setNotes(!hasNotes)}>
          {t('use.present.notes')}
        </Button>
        <Button look="quiet" size="small" aria-pressed={isBlank} onClick={() => setBlank(!isBlank)}>
          {t('use.present.blank')}
        </Button>
        <Button look="quiet" size="small" onClick={full}>
          {t('use.present.full')}
        </Button>
        <Button look="quiet" size="small" icon="print" onClick={() => window.print()}>
          {t('use.present.print')}
        </Button>
        <LinkButton look="quiet" size="small" icon="cross" href={home}>
          {t('use.present.leave')}
        </LinkButton>
      </nav>
      {place === 0 && !isBlank && (
        <section className={`${styles.setting} no-print`} aria-label={t('use.present.to')}>
          <Select
            label={t('use.present.to')}
            options={(Object.keys(audiences) as Audience[]).map((value) => ({ value, label: t(`use.to.${value}`) }))}
            value={audience}
            onChange={(til) => go(at({ til }), { replace: true })}
          />
          <Select
            label={t('use.present.howMany')}
            options={[
              { value: '', label: t('use.present.few') },
              { value: 'alle', label: t('use.present.all', { count: told.length }) },
            ]}
            value={isWhole ? 'alle' : ''}
            onChange={(antal) => go(at({ antal }), { replace: true })}
          />
          <p className={`quiet small ${styles.keys}`}>{t('use.present.keys')}</p>
        </section>
      )}
    </div>
  )
}

/** Keys of the keyboard and of a remote, which is a keyboard with few of them. What is typed or pressed in a field is the field's own. */
function useRemote(onAct: (act: NonNullable<ReturnType<typeof actOfKey>>) => void): void {
  const latest = useRef(onAct)
  useEffect(() => {
    latest.current = onAct
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target instanceof HTMLElement ? event.target : null
      const act = actOfKey(
        event.key,
        target?.closest('select, input, textarea') ? 'field' : target?.closest('button, a') ? 'button' : 'page',
      )
      if (act === undefined) return
      event.preventDefault()
      latest.current(act)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
