/** A lesson about the class's own answers: three charts, five open questions to each, how to talk about it, and what not to do. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Card } from '#domain/report/card.ts'
import type { FigureReading } from '#domain/report/card-reading.ts'
import { lessonOf, questionNumbers as numbers } from '#domain/report/use/lesson.ts'
import { type LessonTheme, type Speech, speechOf } from '#domain/report/use/lesson-themes.ts'
import type { Part } from '#domain/report/use/picks.ts'
import { unitNameWithin } from '#domain/report/unit-name.ts'
import { Button } from '../../../design/button/button.tsx'
import { Select } from '../../../design/select/select.tsx'
import { api } from '../../../client.ts'
import { useWords } from '../../language.tsx'
import { Page, Section } from '../../shell/page.tsx'
import { Refused } from '../../shell/refused.tsx'
import { fileName, saveFile } from '../save-file.ts'
import { FindingChart } from './finding-chart.tsx'
import { addressOfUse, reportAddress } from './use-address.ts'
import { type Told, useLeftOut, UsePage, type Using } from './use-page.tsx'
import styles from './use.module.css'

export function DialoguePage({ surveyId }: { readonly surveyId: string }) {
  return (
    <UsePage surveyId={surveyId} form="dialogue" room={() => 'pupils'}>
      {(using) => <Dialogue using={using} />}
    </UsePage>
  )
}

function Dialogue({ using }: { readonly using: Using }) {
  const { t, counted, language } = useWords()
  const [, go] = useLocation()
  const { listed, choice, search, asked, reading, report } = using
  const chosen = search.get('valg') ?? ''
  const { offered, picks } = lessonOf(using.told, chosen.split(','))
  const pdf = useLessonPdf(using)
  const leftOut = useLeftOut(using.leftOut)
  const speech = speechOf(asked.questionnaire)
  const swap = (place: number, item: string) => {
    const next = picks.map((pick, at) => (at === place ? item : pick.card.item))
    go(addressOfUse('lesson', listed.surveyId, choice, { valg: next.join(',') }), { replace: true })
  }
  const unit = unitNameWithin(report.unit, language)
  return (
    <Page
      title={counted('use.lesson.title', picks.length, { unit })}
      tab={t('use.lesson.tab', { name: reading.name })}
      lead={t('use.lesson.lead')}
      path={[{ label: reading.name, href: reportAddress(listed.surveyId, choice) }]}
      actions={
        <>
          <Button icon="download" isBusy={pdf.isMaking} onClick={() => pdf.take(chosen)}>
            {t('use.lesson.pdf')}
          </Button>
          <Button look="secondary" icon="print" onClick={() => window.print()}>
            {t('use.lesson.print')}
          </Button>
        </>
      }
    >
      {pdf.failed && <Refused error={pdf.failed} />}
      <Section title={t('use.lesson.plan')}>
        <ol className={styles.plan}>
          {numbers.map((n) => (
            <li key={n}>{t(`use.lesson.plan.${n}`)}</li>
          ))}
        </ol>
      </Section>
      {picks.map(({ part, card, reading: one }, place) => (
        <Talk
          key={card.item}
          card={card}
          reading={one}
          part={part}
          speech={speech}
          others={offered.filter(({ card: { item } }) => item === card.item || !picks.some((pick) => pick.card.item === item))}
          onSwap={(item) => swap(place, item)}
        />
      ))}
      <Section title={t('use.lesson.how')}>
        <ul className={styles.points}>
          {numbers.map((n) => (
            <li key={n}>{t(`use.lesson.how.${n}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('use.lesson.not')}>
        <ul className={styles.points}>
          {([1, 2, 3, 4] as const).map((n) => (
            <li key={n}>{t(`use.lesson.not.${n}`)}</li>
          ))}
        </ul>
        {leftOut.length > 0 && <p className="quiet small">{leftOut.join(' ')}</p>}
      </Section>
    </Page>
  )
}

/** The same lesson as a document, made when somebody asks for it. */
function useLessonPdf({ listed, choice, reading }: Using) {
  const { t, language } = useWords()
  const [isMaking, setMaking] = useState(false)
  const [failed, setFailed] = useState<Error>()
  const take = async (chosen: string) => {
    setMaking(true)
    setFailed(undefined)
    try {
      const content = await api.getLessonPdf({ params: { surveyId: listed.surveyId }, query: { ...choice, language, chosen } })
      saveFile(content, 'application/pdf', fileName(t('use.lesson.tab', { name: reading.name }), 'pdf'))
    } catch (error) {
      setFailed(error as Error)
    } finally {
      setMaking(false)
    }
  }
  return { isMaking, failed, take: (chosen: string) => void take(chosen) }
}

type TalkProps = {
  readonly card: Card
  readonly reading: FigureReading
  readonly part: Part
  readonly speech: Speech
  readonly others: readonly Told[]
  readonly onSwap: (item: string) => void
}

function Talk({ card, reading, part, speech, others, onSwap }: TalkProps) {
  const { t } = useWords()
  const id = `talk-${part}`
  const theme = card.theme as LessonTheme
  return (
    <section className={styles.talk} aria-labelledby={id}>
      <p className={styles.part}>{t(`use.lesson.part.${part}`)}</p>
      <h2 id={id}>{reading.heading}</h2>
      <p className="quiet">
        {reading.question} · {reading.counts}
      </p>
      <FindingChart chart={reading.chart} />
      {reading.verdicts.length > 0 && (
        <p>
          <strong>{reading.verdicts.join(' · ')}</strong>
        </p>
      )}
      <h3>{t('use.lesson.questions')}</h3>
      <ol className={styles.plan}>
        {numbers.map((n) => (
          <li key={n}>{t(`dialogue.${theme}.${speech}.${n}`)}</li>
        ))}
      </ol>
      {others.length > 1 && (
        <div className={`${styles.swap} no-print`}>
          <Select
            label={t('use.lesson.swap')}
            options={others.map(({ card: { item }, reading: other }) => ({ value: item, label: other.heading }))}
            value={card.item}
            onChange={onSwap}
          />
        </div>
      )}
    </section>
  )
}
