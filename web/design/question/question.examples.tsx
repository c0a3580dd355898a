import { useState } from 'react'
import { type Age, ages } from '#domain/questionnaire/presentation.ts'
import type { ItemText } from '#domain/questionnaire/questionnaire.ts'
import type { Example } from '../gallery/example.ts'
import { useParts } from './parts.ts'
import { Question } from './question.tsx'
import type { QuestionItem, QuestionKey, QuestionValue, QuestionWords } from './question-props.ts'

const danish: Readonly<Record<QuestionKey, string>> = {
  'question.decline': 'Jeg vil ikke svare',
  'question.several': 'Du må vælge flere.',
  'kind.number.range': 'Skriv et helt tal fra {from} til {to}.',
  'kind.number.step': 'Det skal være {low} eller {high}.',
  'kind.less': 'Én mindre',
  'kind.more': 'Én mere',
  'kind.clock.hint': 'Timer og minutter',
  'kind.clock.quick': 'Vælg et klokkeslæt',
  'kind.clock.wrong': 'Skriv timer og minutter med kolon imellem.',
  'kind.clock.range': 'Vælg et klokkeslæt fra {from} til {to}.',
  'kind.clock.step': 'Vælg {low} eller {high}.',
  'kind.clock.less': 'Tidligere',
  'kind.clock.more': 'Senere',
  'kind.month.month': 'Måned',
  'kind.month.year': 'År',
  'kind.month.choose': 'Vælg',
  'kind.month.both': 'Vælg både måned og år.',
  'kind.month.range': 'Vælg en måned fra {from} til {to}.',
  'kind.text.left': 'Plads til {count} tegn',
  'kind.text.left.one': 'Plads til ét tegn mere',
}
const t: QuestionWords = (key, values = {}) => danish[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

type Shown = {
  item: Omit<QuestionItem, 'code'>
  words: Pick<ItemText, 'question' | 'help' | 'unit' | 'options'>
  age?: Age
  start?: QuestionValue
}

function Shows({ item, words, age = 'mellemtrin', start = null }: Shown) {
  const [{ value, typed }, setAnswer] = useState({ value: start, typed: '' })
  return (
    <div data-age={age}>
      <Question
        item={{ code: 'example', ...item }}
        words={words}
        value={value}
        typed={typed}
        onAnswer={(next, text) => setAnswer({ value: next, typed: text })}
        t={t}
        language="da"
        age={age}
      />
    </div>
  )
}

const glad: Shown = {
  item: { kind: 'faces', options: ['no', 'a-little', 'yes'], pictogram: 'school' },
  words: { question: 'Er du glad for at gå i skole?', options: { no: 'Nej', 'a-little': 'Lidt', yes: 'Ja' } },
}

function Rows() {
  const options = ['never', 'some', 'always']
  const words = { never: 'Aldrig', some: 'Nogle gange', always: 'Altid' }
  const asked = ['Lyset i klassen er godt at læse i', 'Luften i klassen er frisk', 'Der er ro, når jeg skal arbejde']
  const { rare } = useParts([{ kind: 'frequency', grid: 'room' }])
  const [values, setValues] = useState<readonly QuestionValue[]>([2, null, 0])
  return (
    <div data-age="udskoling">
      {rare && (
        <rare.GridQuestion
          question="Hvordan er der i jeres klasselokale?"
          heading="section"
          rows={asked.map((question, row) => ({
            item: { code: `row-${row}`, kind: 'frequency', options },
            words: { question, options: words },
            value: values[row] ?? null,
          }))}
          onAnswer={(row, value) => setValues(values.map((one, at) => (at === row ? value : one)))}
          t={t}
          language="da"
          age="udskoling"
        />
      )}
    </div>
  )
}

export const examples: readonly Example[] = [
  ...ages.map((age) => ({ name: `the same question, ${age}`, Show: () => <Shows {...glad} age={age} /> })),
  {
    name: 'frequency',
    Show: () => (
      <Shows
        item={{ kind: 'frequency', options: ['a', 'b', 'c', 'd'] }}
        words={{ question: 'Hvor tit er du ude i frikvarteret?', options: { a: 'Aldrig', b: 'Nogle gange', c: 'Tit', d: 'Altid' } }}
      />
    ),
  },
  {
    name: 'number',
    Show: () => (
      <Shows
        item={{ kind: 'number', options: [], measure: { from: 0, to: 14, step: 1, starts: [0] } }}
        words={{ question: 'Hvor mange timer sov du i nat?', unit: 'timer', options: {} }}
      />
    ),
  },
  {
    name: 'clock, after midnight',
    Show: () => (
      <Shows
        item={{ kind: 'clock', options: [], measure: { from: 1200, to: 1560, step: 15, starts: [1200] } }}
        words={{ question: 'Hvornår lagde du dig til at sove i går?', options: {} }}
        start={19}
      />
    ),
  },
  {
    name: 'month',
    Show: () => (
      <Shows
        age="voksen"
        item={{ kind: 'month', options: [], measure: { from: 2024 * 12, to: 2026 * 12 + 10, step: 1, starts: [2024 * 12] } }}
        words={{ question: 'Hvornår begyndte dit barn i dagtilbud?', options: {} }}
      />
    ),
  },
  {
    name: 'text',
    Show: () => (
      <Shows
        age="unge"
        item={{ kind: 'text', options: [] }}
        words={{ question: 'Hvad vil du gerne have, at vi ved?', help: 'Skriv ikke andres navne.', options: {} }}
      />
    ),
  },
  {
    name: 'information',
    Show: () => (
      <Shows
        item={{ kind: 'information', options: [], pictogram: 'moon' }}
        words={{ question: 'Nu kommer der nogle spørgsmål om søvn', help: 'Tænk på de sidste syv nætter.', options: {} }}
      />
    ),
  },
  { name: 'grid', Show: Rows },
]
