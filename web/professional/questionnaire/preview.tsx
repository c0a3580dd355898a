/** A questionnaire as whoever answers meets it: phone width, one page at a time, in each of its languages. Nothing is kept. */
import { useEffect, useState } from 'react'
import danish from '#content/texts/respondent.da.json' with { type: 'json' }
import { pages } from '#domain/questionnaire/pages.ts'
import { presentationOf } from '#domain/questionnaire/presentation.ts'
import type { Item, Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import { languagesOf } from '#domain/questionnaire/wording.ts'
import { fill } from '#domain/text/format.ts'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { Question } from '../../design/question/question.tsx'
import type { QuestionKey, QuestionWords } from '../../design/question/question-props.ts'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import styles from './preview.module.css'

const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: Readonly<Record<string, string>> }>>> = {
  en: () => import('#content/texts/respondent.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/respondent.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/respondent.uk.json', { with: { type: 'json' } }),
}

type PreviewProps = { readonly version: { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts } }

export function Preview({ version: { questionnaire, texts } }: PreviewProps) {
  const { t, language: own } = useWords()
  const [language, setLanguage] = useState<RespondentLanguage>(own)
  const [words, setWords] = useState<{ readonly language: RespondentLanguage; readonly texts: Readonly<Record<string, string>> }>({
    language: 'da',
    texts: danish,
  })
  const [answers, setAnswers] = useState<readonly (number | null)[]>([])
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [at, setAt] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const fetched = language === 'da' ? Promise.resolve({ default: danish as Readonly<Record<string, string>> }) : others[language]()
    fetched.then(
      (found) => isCurrent && setWords({ language, texts: found.default }),
      // The words around the questions could not be fetched: they stay as they are.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [language])

  const shown = texts[language] ? language : 'da'
  const text = texts[shown] ?? texts.da
  const presentation = presentationOf(questionnaire)
  const all = pages(questionnaire, answers, { questionsOnPage: presentation.questionsOnPage, hasGrids: false, isWide: false })
  const page = all[Math.min(at, all.length)]
  const say: QuestionWords = (key: QuestionKey, values = {}) => fill(words.texts[key] ?? key, values)
  return (
    <div className={styles.preview}>
      <Select
        label={t('compose.try.language')}
        options={languagesOf(texts).map((one) => ({ value: one, label: t(`questionnaire.language.${one}`) }))}
        value={shown}
        onChange={(one) => setLanguage(one as RespondentLanguage)}
      />
      <section className={styles.phone} aria-label={t('compose.try.frame')}>
        <div className={styles.screen} data-age={presentation.age} lang={shown} dir={directionOf(shown)}>
          {page === undefined ? (
            <p className={styles.end}>{t('compose.try.end')}</p>
          ) : (
            page.asked.map(({ item, place }) => {
              const own = text.items[item.code]
              return (
                own && (
                  <Question
                    key={item.code}
                    item={item as Item}
                    words={own}
                    value={answers[place] ?? null}
                    typed={typed[place] ?? ''}
                    onAnswer={(value, written) => {
                      setAnswers(questionnaire.items.map((_, one) => (one === place ? value : (answers[one] ?? null))))
                      setTyped({ ...typed, [place]: written })
                    }}
                    t={say}
                    language={words.language}
                    wordingLanguage={shown}
                    age={presentation.age}
                  />
                )
              )
            })
          )}
          {page?.asked.some(({ item }) => item.instrument) && text.notice && <p className="quiet small">{text.notice}</p>}
        </div>
      </section>
      <p className="quiet small" role="status">
        {page !== undefined && t('compose.try.page', { page: at + 1, pages: all.length })}
      </p>
      <div className={styles.tools}>
        {at > 0 && (
          <Button look="secondary" onClick={() => setAt(at - 1)}>
            {t('compose.try.back')}
          </Button>
        )}
        {page !== undefined ? (
          <Button look="secondary" onClick={() => setAt(at + 1)}>
            {t('compose.try.next')}
          </Button>
        ) : (
          <Button
            look="secondary"
            onClick={() => {
              setAt(0)
              setAnswers([])
              setTyped({})
            }}
          >
            {t('compose.try.again')}
          </Button>
        )}
      </div>
    </div>
  )
}
