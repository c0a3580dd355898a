/** Danish beside another language, field by field. What the Danish said when a field was translated stands where it has changed. */
import { type FormEvent, useState } from 'react'
import type { BankEdition } from '#api/bank.ts'
import { type BankContent, fieldsOf, missingFields, translatedLanguages, withWords, wordsAt } from '#domain/questionnaire/bank.ts'
import { directionOf } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import { toneOfTranslation } from './bank-words.tsx'
import { useFieldName } from './field-names.ts'
import { LongField } from './long-field.tsx'
import { Preview } from './preview.tsx'
import styles from './bank.module.css'

type Other = (typeof translatedLanguages)[number]

type TranslationTableProps = {
  readonly content: BankContent
  readonly translations: BankEdition['translations']
  readonly outdated: BankEdition['outdated']
  /** Left out where nothing may be changed. */
  readonly onChange?: (content: BankContent) => void
  readonly onCheck?: (language: Other, note: string) => Promise<void>
}

export function TranslationTable({ content, translations, outdated, onChange, onCheck }: TranslationTableProps) {
  const { t, counted } = useWords()
  const [language, setLanguage] = useState<Other>('en')
  const nameOf = useFieldName(content.item)
  const { item, texts } = content
  const name = t(`bank.language.${language}`)
  const missing = missingFields(content, language).length
  const isOptional = (field: string) => wordsAt(texts.da, field).trim() === ''
  return (
    <div className={styles.columns}>
      <section className={styles.part} aria-labelledby="translate-heading">
        <Radios
          look="plain"
          label={t('bank.translate.language')}
          options={translatedLanguages.map((value) => ({
            value,
            label: (
              <span className={styles.tags}>
                {t(`bank.language.${value}`)}
                <Tag tone={toneOfTranslation(translations[value])}>{t(`bank.translation.${translations[value]}`)}</Tag>
              </span>
            ),
          }))}
          value={language}
          onChange={(value) => setLanguage(value as Other)}
        />
        <h2 id="translate-heading">{t('bank.translate.title', { language: t(`bank.in.${language}`) })}</h2>
        <p>{t(onChange ? 'bank.translate.lead' : 'bank.translate.frozen')}</p>
        {missing > 0 && <p className="small quiet">{counted('bank.translate.missing', missing)}</p>}
        <ol className={styles.pairs}>
          {fieldsOf(item).map((field) => {
            const before = outdated[language][field]
            return (
              <li key={field} className={styles.pair}>
                <div>
                  <p className={styles.pairName}>
                    {nameOf(field)} <span className="quiet">· {t('bank.translate.danish')}</span>
                  </p>
                  <p lang="da">{wordsAt(texts.da, field) || <span className="quiet">{t('bank.translate.empty')}</span>}</p>
                  {before !== undefined && <p className={styles.outdated}>{t('bank.translate.changed', { before })}</p>}
                </div>
                {onChange && !isOptional(field) ? (
                  <LongField
                    key={`${language} ${field}`}
                    id={`translate-${field}`}
                    label={`${nameOf(field)} · ${name}`}
                    value={wordsAt(texts[language], field)}
                    language={language}
                    lines={field === 'question' || field === 'why' || field === 'use' ? 2 : 1}
                    onChange={(words) =>
                      onChange({ ...content, texts: { ...texts, [language]: withWords(texts[language], field, words) } })
                    }
                  />
                ) : (
                  <div>
                    <p className={styles.pairName}>{name}</p>
                    <p lang={language} dir={directionOf(language)}>
                      {wordsAt(texts[language], field) || <span className="quiet">{t('bank.diff.nothing')}</span>}
                    </p>
                  </div>
                )}
              </li>
            )
          })}
        </ol>
        {onCheck && <CheckTranslation key={language} language={language} state={translations[language]} onCheck={onCheck} />}
      </section>
      <div className={styles.beside}>
        <Preview key={language} of={content} startLanguage={language} />
      </div>
    </div>
  )
}

type CheckProps = {
  readonly language: Other
  readonly state: BankEdition['translations'][Other]
  readonly onCheck: (language: Other, note: string) => Promise<void>
}

function CheckTranslation({ language, state, onCheck }: CheckProps) {
  const { t } = useWords()
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  if (state === 'missing') return null
  if (state === 'checked') return <Notice kind="success" title={t('bank.translate.checked')} />
  const check = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    onCheck(language, note.trim())
      .catch((refusal: Error) => setError(refusal))
      .finally(() => setBusy(false))
  }
  return (
    <form className={styles.form} onSubmit={check}>
      <h3>{t('bank.translate.check')}</h3>
      <LongField label={t('bank.translate.check.note')} help={t('bank.translate.check.help')} value={note} onChange={setNote} lines={1} />
      {error && <Refused error={error} />}
      <p>
        <Button type="submit" look="secondary" isBusy={isBusy}>
          {t('bank.translate.check.do')}
        </Button>
      </p>
    </form>
  )
}
