/**
 * A question as whoever answers meets it: any age, any language, the width of a phone. It is the answering page's own component,
 * so what is seen here is what is asked.
 */
import { useState } from 'react'
import { type BankContent, type BankText, wordsAt, fieldsOf } from '#domain/questionnaire/bank.ts'
import { type Age, ages } from '#domain/questionnaire/presentation.ts'
import { directionOf, type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Question } from '../../design/question/question.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { agesOf } from './audience.ts'
import { useRespondentWords } from './preview-words.ts'
import styles from './preview.module.css'

type Shown = Pick<BankContent, 'item' | 'texts' | 'respondents' | 'grades'>

export function Preview({ of, startLanguage = 'da' }: { readonly of: Shown; readonly startLanguage?: RespondentLanguage }) {
  const { t } = useWords()
  const meant = agesOf(of)
  const [chosen, setAge] = useState<Age | undefined>()
  const [language, setLanguage] = useState<RespondentLanguage>(startLanguage)
  const [isAll, setAll] = useState(false)
  const age = chosen ?? meant[0] ?? 'mellemtrin'
  const choices = (
    <div className={styles.choices}>
      {!isAll && (
        <Select
          label={t('bank.preview.age')}
          options={ages.map((value) => ({ value, label: t(`bank.preview.age.${value}`) }))}
          value={age}
          onChange={(value) => setAge(ages.find((one) => one === value))}
        />
      )}
      <Select
        label={t('bank.preview.language')}
        options={respondentLanguages.map((value) => ({ value, label: t(`bank.language.${value}`) }))}
        value={language}
        onChange={(value) => setLanguage(respondentLanguages.find((one) => one === value) ?? 'da')}
      />
    </div>
  )
  return (
    <section className={styles.preview} data-all={isAll || undefined} aria-labelledby="preview-heading">
      <h2 id="preview-heading">{t('bank.preview')}</h2>
      {choices}
      <div className={styles.phones}>
        {(isAll ? ages : [age]).map((one) => (
          <Phone key={one} of={of} age={one} language={language} isMeant={meant.includes(one)} isNamed={isAll} />
        ))}
      </div>
      <p className="small quiet">{t('bank.preview.try')}</p>
      <p>
        <Button look="quiet" size="small" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
          {t(isAll ? 'bank.preview.one' : 'bank.preview.all')}
        </Button>
      </p>
    </section>
  )
}

type PhoneProps = {
  readonly of: Shown
  readonly age: Age
  readonly language: RespondentLanguage
  readonly isMeant: boolean
  readonly isNamed: boolean
}

function Phone({ of, age, language, isMeant, isNamed }: PhoneProps) {
  const { t } = useWords()
  const words = useRespondentWords(language)
  const [answer, setAnswer] = useState<{ readonly value: number | null; readonly typed: string }>({ value: null, typed: '' })
  const { item, texts } = of
  const isTranslated = language !== 'da' && hasWords(item, texts[language])
  const wordingLanguage = isTranslated ? language : 'da'
  const text = texts[wordingLanguage]
  const notes = [...(isMeant ? [] : [t('bank.preview.notMeant')]), ...(language !== wordingLanguage ? [t('bank.preview.inDanish')] : [])]
  return (
    <div className={styles.place}>
      {isNamed && <h3 className={styles.name}>{t(`bank.preview.age.${age}`)}</h3>}
      {notes.length > 0 && <p className="small quiet">{notes.join(' ')}</p>}
      <div
        className={styles.phone}
        role="group"
        aria-label={t('bank.preview.frame', { age: t(`bank.preview.age.${age}`), language: t(`bank.language.${language}`) })}
        data-age={age}
        lang={language}
        dir={directionOf(language)}
      >
        {words && (
          <>
            <Question
              key={`${item.kind} ${item.options.join()}`}
              item={item}
              words={{
                question: text.question || '…',
                ...(text.help.trim() === '' ? {} : { help: text.help }),
                ...(text.unit.trim() === '' ? {} : { unit: text.unit }),
                options: Object.fromEntries(item.options.map((option) => [option, text.options[option] || '…'])),
              }}
              value={answer.value}
              typed={answer.typed}
              onAnswer={(value, typed) => setAnswer({ value, typed })}
              t={words}
              language={language}
              wordingLanguage={wordingLanguage}
              age={age}
            />
            <Disclosure summary={words('question.why')}>
              <p lang={wordingLanguage} dir={directionOf(wordingLanguage)}>
                {[text.why, text.use].filter(Boolean).join(' ') || '…'}
              </p>
            </Disclosure>
          </>
        )}
      </div>
    </div>
  )
}

/** Whether what is seen at once is written: the question and every answer. */
function hasWords(item: Shown['item'], text: BankText): boolean {
  return fieldsOf(item)
    .filter((field) => field === 'question' || field.startsWith('options.'))
    .every((field) => wordsAt(text, field).trim() !== '')
}
