/** Both typings beside each other, where they differ: whoever has the sheet says what stands on it. */
import { useMemo, useState } from 'react'
import type { OpenSheet, SheetName } from '#api/paper.ts'
import { type Entry, readEntry } from '#domain/paper/entry.ts'
import { numbersOf } from '#domain/paper/form.ts'
import { compare } from '#domain/paper/typing.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { DiscardSheet } from './discard-sheet.tsx'
import { entryInWords, faultIn } from './entry-words.ts'
import styles from './paper.module.css'
import type { Asked } from './type-page.tsx'

type SettlingProps = {
  readonly sheet: SheetName
  readonly asked: Asked
  readonly typed: Extract<OpenSheet, { stage: 'settling' }>
  readonly onSent: () => void
  readonly onDiscarded: () => void
}

/** What was chosen at a question: one of the two, or something typed instead. */
type Choice = { readonly which: 'first' | 'second' | 'other'; readonly other: string }

export function Settling({ sheet, asked: { questionnaire, text }, typed, onSent, onDiscarded }: SettlingProps) {
  const words = useWords()
  const { t, counted } = words
  const { first, second } = typed
  const numbers = useMemo(() => numbersOf(questionnaire), [questionnaire])
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map())
  const [hasTried, setTried] = useState(false)
  const submit = useAct('submitSheet', () => onSent())

  const settled = new Map<number, Entry>()
  for (const [place, item] of questionnaire.items.entries()) {
    const choice = choices.get(place)
    const entry = choice?.which === 'other' ? readEntry(item, choice.other) : choice && (typed[choice.which][place] ?? null)
    if (entry !== undefined) settled.set(place, entry)
  }
  const compared = compare(questionnaire, first, second, settled)
  const left = 'unsettled' in compared ? compared.unsettled : []
  // What has been settled stays in sight; what nobody meets any more does not.
  const asking = questionnaire.items.flatMap((item, place) => (left.includes(place) || choices.has(place) ? [{ item, place }] : []))
  const choose = (place: number, choice: Choice) => setChoices(new Map(choices).set(place, choice))

  return (
    <>
      {asking.length === 0 ? (
        <Notice kind="success" title={t('paper.settle.none')}>
          <p>{t('paper.settle.none.text')}</p>
        </Notice>
      ) : (
        <>
          <h2>{counted('paper.settle.title', asking.length)}</h2>
          <p>{t('paper.settle.lead')}</p>
        </>
      )}
      {asking.map(({ item, place }) => {
        const choice = choices.get(place)
        const said = (entry: Entry | undefined) => entryInWords(words, item, text, entry ?? null)
        return (
          <div key={item.code} className={styles.differing}>
            <Radios
              label={`${numbers[place] ?? ''}. ${text.items[item.code]?.question ?? ''}`}
              look="plain"
              value={choice?.which ?? null}
              onChange={(which) => choose(place, { which: which as Choice['which'], other: choice?.other ?? '' })}
              options={[
                { value: 'first', label: t('paper.settle.first', { answer: said(first[place]) }) },
                { value: 'second', label: t('paper.settle.second', { answer: said(second[place]) }) },
                { value: 'other', label: t('paper.settle.other') },
              ]}
            />
            {choice?.which === 'other' && (
              <TextField
                label={t('paper.settle.what')}
                value={choice.other}
                error={faultIn(words, item, choice.other)}
                letters={item.kind === 'text' ? 40 : 8}
                autoComplete="off"
                onChange={(other) => choose(place, { which: 'other', other })}
              />
            )}
          </div>
        )
      })}
      {submit.error && <Refused error={submit.error} />}
      <div className={styles.foot}>
        <Button
          isBusy={submit.isPending}
          onClick={() => {
            setTried(true)
            if (left.length === 0) submit.mutate({ body: { sheet, settled: [...settled].map(([place, entry]) => ({ place, entry })) } })
          }}
        >
          {t('paper.send')}
        </Button>
        <DiscardSheet sheet={sheet} onDiscarded={onDiscarded} />
      </div>
      {hasTried && left.length > 0 && <Notice kind="warning" isLive title={counted('paper.settle.left', left.length)} />}
    </>
  )
}
