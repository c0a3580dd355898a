/**
 * A sheet under the fingers: one field a question, the form's own numbers, and on by Enter. Every question takes its Enter, also
 * where one key is the whole answer: a field that came by itself would be passed over by a thumb that is used to it. What follows
 * from no answer on this sheet is passed by, as the form says. Nothing of the other typing is here.
 */
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { OpenSheet, SheetName } from '#api/paper.ts'
import { type Entries, readEntry, writeEntry } from '#domain/paper/entry.ts'
import { numbersOf } from '#domain/paper/form.ts'
import { isMet } from '#domain/paper/typing.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import { DiscardSheet } from './discard-sheet.tsx'
import { faultIn } from './entry-words.ts'
import styles from './paper.module.css'
import { useSheetSaving } from './saving.ts'
import { TypedQuestion } from './typed-question.tsx'
import type { Asked } from './type-page.tsx'

type TypingProps = {
  readonly sheet: SheetName
  readonly asked: Asked
  readonly begun: Extract<OpenSheet, { stage: 'typing' }>
  readonly onFinished: (next: OpenSheet) => void
  readonly onReload: () => void
  readonly onDiscarded: () => void
}

export function Typing({ sheet, asked: { questionnaire, text }, begun, onFinished, onReload, onDiscarded }: TypingProps) {
  const words = useWords()
  const { t, counted } = words
  const { items } = questionnaire
  const numbers = useMemo(() => numbersOf(questionnaire), [questionnaire])
  const [typed, setTyped] = useState<readonly string[]>(() => items.map((item, place) => writeEntry(item, begun.entries[place] ?? null)))
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [isFinishing, setFinishing] = useState(false)
  const { state, error, save } = useSheetSaving(sheet, begun.revision, onFinished)
  const list = useRef<HTMLOListElement>(null)

  const entriesOf = (given: readonly string[]): Entries => items.map((item, place) => readEntry(item, given[place] ?? '') ?? null)
  const met = isMet(questionnaire, entriesOf(typed))
  const faults = items.map((item, place) => (met[place] ? faultIn(words, item, typed[place] ?? '') : undefined))
  const wrong = faults.flatMap((fault, place) => (fault === undefined ? [] : [place]))

  const fieldAt = (place: number) => list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)
  const goFrom = (place: number, step: 1 | -1) => {
    for (let next = place + step; next >= 0 && next < items.length; next += step) {
      if (met[next]) return fieldAt(next)?.focus()
    }
    return step === 1 ? document.getElementById('paper-finish')?.focus() : undefined
  }
  const change = (item: Item, place: number, value: string) => {
    const given = typed.with(place, value)
    setTyped(given)
    if (readEntry(item, value) !== undefined) save(entriesOf(given))
  }
  const press = (place: number, event: KeyboardEvent) => {
    const step = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (step === undefined) return
    event.preventDefault()
    setLeft(new Set(left).add(place))
    if (step === -1 || faults[place] === undefined) goFrom(place, step)
  }
  const finish = () => {
    setLeft(new Set(items.keys()))
    const [first] = wrong
    if (first !== undefined) return fieldAt(first)?.focus()
    setFinishing(true)
    save(entriesOf(typed), true)
  }

  return (
    <>
      {begun.turn === 2 && <p>{t('paper.turn.2.text')}</p>}
      <p className={styles.how}>{t('paper.how')}</p>
      <ol className={styles.questions} ref={list}>
        {items.map(
          (item, place) =>
            numbers[place] !== null && (
              <TypedQuestion
                key={item.code}
                place={place}
                number={numbers[place] ?? 0}
                item={item}
                text={text}
                theme={item.theme === items[place - 1]?.theme ? undefined : text.themes[item.theme]}
                isMet={met[place] === true}
                typed={typed[place] ?? ''}
                error={left.has(place) ? faults[place] : undefined}
                onChange={(value) => change(item, place, value)}
                onKeyDown={(event) => press(place, event)}
                onBlur={() => setLeft(new Set(left).add(place))}
              />
            ),
        )}
      </ol>
      {error && <Refused error={error} />}
      <div className={styles.foot}>
        {error ? (
          <Button onClick={onReload}>{t('paper.reload')}</Button>
        ) : (
          <Button id="paper-finish" isBusy={isFinishing} onClick={finish}>
            {t('paper.finish')}
          </Button>
        )}
        <DiscardSheet sheet={sheet} onDiscarded={onDiscarded} />
        <p className="quiet" data-saved={state === 'saved'}>
          {t(`paper.${state}`)}
        </p>
        <LiveRegion message={state === 'waitingForLine' ? t('paper.waitingForLine') : ''} />
      </div>
      {left.size === items.length && wrong.length > 0 && (
        <Notice kind="warning" isLive title={counted('paper.finish.wrong', wrong.length)} />
      )}
    </>
  )
}
