/** What few questionnaires have: what is typed or stepped, grids, and pictograms. Fetched when they are asked for (`parts.ts`). */
import { type ReactNode, useState } from 'react'
import { measuredOf, valueOfMeasured } from '#domain/questionnaire/value.ts'
import { textLength } from '#domain/response/answer.ts'
import { locales } from '#domain/text/text.ts'
import { ClockField } from '../clock-field/clock-field.tsx'
import { quickTimes, timeInWords } from '../clock-field/clock-time.ts'
import { Grid } from '../grid/grid.tsx'
import { MonthField } from '../month-field/month-field.tsx'
import { NumberField } from '../number-field/number-field.tsx'
import { ShortText } from '../short-text/short-text.tsx'
import { answerOf, chosenBy, declinedChoice } from './choosing.ts'
import { Heading, sayingIn } from './heading.tsx'
import type { GridQuestionProps, QuestionProps } from './question-props.ts'
import { answerTyped, chosenMonth, faultIn, measuredInWords, monthInWords, stepped, yearsOf } from './typed.ts'

export { Pictogram } from '../pictogram/pictogram.tsx'

type TypedQuestionProps = QuestionProps & { label: ReactNode; help?: ReactNode }

export function TypedQuestion({
  item,
  words,
  value,
  typed = '',
  onAnswer,
  t,
  language,
  isChecked = false,
  label,
  help,
}: TypedQuestionProps) {
  const [hasLeft, setLeft] = useState(false)
  const locale = locales[language]
  const fault = isChecked || hasLeft ? faultIn(item, value, typed, locale) : null
  const type = (text: string, isFinished = false) => onAnswer(...answerTyped(item, text, isFinished))
  const field = {
    label,
    help,
    error: fault ? t(fault.key, fault.values) : undefined,
    decline: t('question.decline'),
    isDeclined: value === 0,
    onDecline: (isDeclined: boolean) => onAnswer(isDeclined ? 0 : null, ''),
  }
  const { measure } = item

  if (!measure) {
    const left = textLength - typed.length
    return (
      <ShortText
        {...field}
        value={typed}
        most={textLength}
        left={left === 1 ? t('kind.text.left.one') : t('kind.text.left', { count: left })}
        onChange={(text) => onAnswer(text.trim() === '' ? null : 1, text)}
      />
    )
  }

  if (item.kind === 'month') {
    const { month, year } = chosenMonth(item, value, typed)
    const isYearAlone = measure.step % 12 === 0
    return (
      <MonthField
        {...field}
        months={
          isYearAlone
            ? []
            : Array.from({ length: 12 }, (_, at) => ({ value: String(at), label: monthInWords(at + 24_000, locale, { month: 'long' }) }))
        }
        years={yearsOf(measure).map((one) => ({ value: String(one), label: String(one) }))}
        month={month}
        year={year}
        onChange={(chosen, of) => type(`${of}-${isYearAlone ? measure.from % 12 : chosen}`)}
        monthLabel={t('kind.month.month')}
        yearLabel={t('kind.month.year')}
        choose={t('kind.month.choose')}
      />
    )
  }

  const isAnswered = value !== null && value > 0
  const stepping = {
    ...field,
    value: isAnswered ? measuredInWords(item.kind, measuredOf(item, value), locale) : typed,
    onChange: (text: string) => type(text),
    onLeave: () => {
      setLeft(true)
      if (!isAnswered && typed !== '') type(typed, true)
    },
    onStep: (direction: -1 | 1) => onAnswer(stepped(item, value, direction), ''),
  }
  if (item.kind === 'clock')
    return (
      <ClockField
        {...stepping}
        hint={t('kind.clock.hint')}
        less={t('kind.clock.less')}
        more={t('kind.clock.more')}
        quickLabel={t('kind.clock.quick')}
        quick={quickTimes(measure).map((time) => ({ value: String(time), label: timeInWords(time, locale) }))}
        chosen={isAnswered ? String(measuredOf(item, value)) : null}
        onChoose={(time) => onAnswer(valueOfMeasured(item, Number(time)) ?? null, '')}
      />
    )
  return (
    <NumberField
      {...stepping}
      unit={words.unit}
      hint={t('kind.number.range', { from: measure.from, to: measure.to })}
      less={t('kind.less')}
      more={t('kind.more')}
      letters={Math.max(3, String(measure.to).length)}
      range={{ now: isAnswered ? measuredOf(item, value) : null, from: measure.from, to: measure.to }}
    />
  )
}

/** Rows that share their options, which the first of them names. */
export function GridQuestion({ question, rows, onAnswer, ...props }: GridQuestionProps) {
  const { t, heading = 'page' } = props
  const say = sayingIn(props)
  const [first] = rows
  if (!first) return null
  const options = first.item.options.map((option) => ({ value: option, label: say(first.words.options[option] ?? option) }))
  return (
    <div className="question question--grid">
      <Grid
        label={<Heading as={heading}>{say(question)}</Heading>}
        options={[...options, { value: declinedChoice, label: t('question.decline'), isApart: true }]}
        rows={rows.map(({ item, words, value }) => ({
          value: item.code,
          label: say(words.question),
          chosen: chosenBy(item, value)[0] ?? null,
        }))}
        onChange={(code, choice) => {
          const row = rows.findIndex(({ item }) => item.code === code)
          const item = rows[row]?.item
          if (item) onAnswer(row, answerOf(item, [choice]))
        }}
      />
    </div>
  )
}
