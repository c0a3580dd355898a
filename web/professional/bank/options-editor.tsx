/** The answers of a question: words, order, what they mean for a report. Moved by buttons, removed with an undo. */
import { useId, useRef, useState } from 'react'
import { type BankContent, withWords, wordsAt } from '#domain/questionnaire/bank.ts'
import type { Measure } from '#domain/questionnaire/questionnaire.ts'
import { Button } from '../../design/button/button.tsx'
import { Choice } from '../../design/choice/choice.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { withMarked, withMoved, withOption, withoutOption } from './item-change.ts'
import { readMeasured, writeMeasured } from './measured-input.ts'
import styles from './bank.module.css'

type OptionsEditorProps = {
  readonly content: BankContent
  readonly onChange: (content: BankContent) => void
  /** A next edition of the same question: words may be put right, nothing else. */
  readonly isFixed: boolean
}

export function OptionsEditor({ content, onChange, isFixed }: OptionsEditorProps) {
  const { t } = useWords()
  const [removed, setRemoved] = useState<{ readonly name: string; readonly before: BankContent } | null>(null)
  const [moved, setMoved] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const { item, texts } = content
  const nameOf = (option: string) =>
    texts.da.options[option]?.trim() || t('bank.options.nameless', { number: String(item.options.indexOf(option) + 1) })
  const isLadder = item.kind === 'ladder'
  const shown = isLadder ? item.options.filter((option) => option === '0' || option === '10') : item.options
  const change = (next: BankContent) => {
    setRemoved(null)
    onChange(next)
  }
  const move = (option: string, by: -1 | 1) => {
    change(withMoved(content, option, by))
    setMoved(`${nameOf(option)}: ${item.options.indexOf(option) + 1 + by}`)
  }
  if (item.kind === 'text') return null
  return (
    <div className={styles.options}>
      {item.measure && !isFixed && <MeasureFields content={content} onChange={change} />}
      {isFixed && <p className="small quiet">{t('bank.options.fixed')}</p>}
      {item.measure && <h3>{t('bank.options.bands')}</h3>}
      <ol ref={list} className={styles.optionList}>
        {shown.map((option) => {
          const place = item.options.indexOf(option)
          return (
            <li key={option} className={styles.option}>
              <div className={styles.optionWords}>
                <TextField
                  id={`field-options.${option}`}
                  label={isLadder ? option : t('bank.field.option', { number: String(place + 1) })}
                  value={wordsAt(texts.da, `options.${option}`)}
                  maxLength={200}
                  lang="da"
                  onChange={(words) => change({ ...content, texts: { ...texts, da: withWords(texts.da, `options.${option}`, words) } })}
                />
                {item.measure && !isFixed && (
                  <MeasuredField
                    label={t('bank.options.from')}
                    kind={item.kind}
                    from={item.measure.from}
                    value={item.measure.starts[place] ?? item.measure.from}
                    onChange={(start) => change(withMeasure(content, { starts: (item.measure?.starts ?? []).with(place, start) }))}
                  />
                )}
              </div>
              {!isLadder && !isFixed && (
                <div className={styles.optionButtons}>
                  <Button
                    look="quiet"
                    size="small"
                    icon="up"
                    aria-label={t('bank.options.up', { option: nameOf(option) })}
                    aria-disabled={place === 0 || undefined}
                    onClick={() => move(option, -1)}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    icon="down"
                    aria-label={t('bank.options.down', { option: nameOf(option) })}
                    aria-disabled={place === item.options.length - 1 || undefined}
                    onClick={() => move(option, 1)}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    icon="cross"
                    aria-label={t('bank.options.remove', { option: nameOf(option) })}
                    onClick={() => {
                      setRemoved({ name: nameOf(option), before: content })
                      onChange(withoutOption(content, option))
                    }}
                  />
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {removed && (
        <p className={styles.removed} role="status">
          {t('bank.options.removed', { option: removed.name })}{' '}
          <Button look="secondary" size="small" onClick={() => change(removed.before)}>
            {t('bank.options.undo')}
          </Button>
        </p>
      )}
      <LiveRegion message={moved} />
      {!isLadder && !isFixed && (
        <p>
          <Button
            look="secondary"
            size="small"
            icon="plus"
            onClick={() => {
              change(withOption(content))
              requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
            }}
          >
            {t('bank.options.add')}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Which answers go well, and which may not be said of a whole group. */
export function OptionMarks({
  content,
  onChange,
  list,
}: Omit<OptionsEditorProps, 'isFixed'> & { readonly list: 'favourable' | 'sensitiveOptions' }) {
  const { t } = useWords()
  const group = useId()
  const { item, texts } = content
  return (
    <div className="radios radios--plain">
      {item.options.map((option, place) => {
        const isMarked = item[list].includes(option)
        return (
          <Choice
            key={option}
            type="checkbox"
            look="plain"
            name={group}
            value={option}
            label={texts.da.options[option]?.trim() || t('bank.options.nameless', { number: String(place + 1) })}
            isChosen={isMarked}
            onChoose={() => onChange(withMarked(content, list, option, !isMarked))}
          />
        )
      })}
    </div>
  )
}

function withMeasure(content: BankContent, change: Partial<Measure>): BankContent {
  const { item } = content
  return item.measure ? { ...content, item: { ...item, measure: { ...item.measure, ...change } } } : content
}

function MeasureFields({ content, onChange }: Omit<OptionsEditorProps, 'isFixed'>) {
  const { t } = useWords()
  const { kind, measure } = content.item
  if (!measure) return null
  const set = (change: Partial<Measure>) => onChange(withMeasure(content, change))
  return (
    <>
      <div className={styles.measure}>
        <MeasuredField
          label={t('bank.measure.from')}
          kind={kind}
          value={measure.from}
          onChange={(from) => set({ from, starts: [from, ...measure.starts.slice(1)] })}
        />
        <MeasuredField label={t('bank.measure.to')} kind={kind} from={measure.from} value={measure.to} onChange={(to) => set({ to })} />
        <MeasuredField
          label={t('bank.measure.step')}
          kind="number"
          value={measure.step}
          onChange={(step) => set({ step: Math.max(1, step) })}
        />
      </div>
      {kind === 'clock' && <p className="small quiet">{t('bank.measure.clock.help')}</p>}
    </>
  )
}

type MeasuredFieldProps = {
  readonly label: string
  readonly kind: BankContent['item']['kind']
  readonly value: number
  readonly from?: number
  readonly onChange: (value: number) => void
}

/** What is typed stands until it is left; what is no value is then put back. */
function MeasuredField({ label, kind, value, from, onChange }: MeasuredFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      label={label}
      letters={kind === 'month' ? 8 : 6}
      inputMode={kind === 'number' ? 'numeric' : 'text'}
      value={typed ?? writeMeasured(kind, value)}
      onChange={(text) => {
        setTyped(text)
        const read = readMeasured(kind, text, from)
        if (read !== undefined) onChange(read)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
