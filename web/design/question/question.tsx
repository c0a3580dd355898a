/**
 * Any question, from plain values: the answering page and whoever writes a questionnaire show the same. Ages differ by the
 * tokens of the container's `data-age`, never by another component.
 */
import './question.css'
import { isPictogram } from '#domain/questionnaire/pictograms.ts'
import { Checkboxes } from '../checkboxes/checkboxes.tsx'
import { Faces } from '../faces/faces.tsx'
import { Ladder } from '../ladder/ladder.tsx'
import { Radios } from '../radios/radios.tsx'
import { Scale } from '../scale/scale.tsx'
import { answerOf, chosenBy, declinedChoice } from './choosing.ts'
import { Heading, sayingIn } from './heading.tsx'
import { useParts } from './parts.ts'
import type { QuestionProps } from './question-props.ts'

const ones = { single: Radios, faces: Faces, frequency: Scale, agreement: Scale } as const

export function Question(props: QuestionProps) {
  const { item, words, lead, value, onAnswer, t, heading = 'section' } = props
  const { rare } = useParts([item])
  const say = sayingIn(props)
  const help = words.help === undefined ? item.kind === 'multiple' && t('question.several') : say(words.help)
  const label = (
    <>
      {lead !== undefined && <span className="question__lead">{say(lead)}</span>}
      <Heading as={heading}>{say(words.question)}</Heading>
    </>
  )
  const field = { label, ...(help ? { help } : {}) }
  const chosen = chosenBy(item, value)
  const choose = (choices: readonly string[]) => onAnswer(answerOf(item, choices), '')
  const decline = { value: declinedChoice, label: t('question.decline'), isApart: true }
  const options = [...item.options.map((option) => ({ value: option, label: say(words.options[option] ?? option) })), decline]
  const one = { ...field, options, value: chosen[0] ?? null, onChange: (choice: string) => choose([choice]) }

  const body = () => {
    switch (item.kind) {
      case 'information':
        return (
          <div className="question__read">
            {label}
            {help && <p>{help}</p>}
          </div>
        )
      case 'multiple':
        return <Checkboxes {...field} options={options} values={chosen} onChange={choose} />
      case 'ladder':
        return (
          <Ladder
            {...field}
            low={endOf(words.options['0'])}
            high={endOf(words.options['10'])}
            value={one.value}
            onChange={one.onChange}
            apart={[decline]}
          />
        )
      case 'single':
      case 'faces':
      case 'frequency':
      case 'agreement': {
        const One = ones[item.kind]
        return <One {...one} />
      }
      default:
        return rare ? <rare.TypedQuestion {...props} {...field} /> : label
    }
  }

  return (
    <div className={`question question--${item.kind}`}>
      {rare && item.pictogram !== undefined && isPictogram(item.pictogram) && <rare.Pictogram name={item.pictogram} />}
      {body()}
    </div>
  )
}

/** "10 – rigtig godt" without its number, which the ladder shows itself. */
function endOf(option = ''): string {
  return option.replace(/^\d+\s*[–-]?\s*/, '')
}
