/** One question as whoever plans reads it: what is asked, what can be answered, why, and what for. */
import type { ReactNode } from 'react'
import type { Item, ItemText } from '#domain/questionnaire/questionnaire.ts'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import styles from './questionnaire.module.css'

type Optional<T> = { readonly [K in keyof T]: T[K] | undefined }
/** As the contract gives them: what is left out may be undefined too. */
export type ShownItem = Pick<Item, 'code' | 'kind' | 'options' | 'questionClass' | 'isTeachingEnvironment' | 'isCore'> &
  Partial<Optional<Pick<Item, 'showIf' | 'replaces'>>>
export type ShownText = Pick<ItemText, 'question' | 'why' | 'options'> & Partial<Optional<Pick<ItemText, 'help' | 'use' | 'unit'>>>

type ItemViewProps = {
  readonly item: ShownItem
  readonly words: ShownText
  /** What the words are in, where that is not the page's language. */
  readonly language?: RespondentLanguage
  /** Core and optional are told apart; left out where all that is shown is the one. */
  readonly showsCore?: boolean
  readonly children?: ReactNode
}

export function ItemView({ item, words, language, showsCore = true, children }: ItemViewProps) {
  const { t } = useWords()
  return (
    <article className={styles.item}>
      <div {...(language ? { lang: language, dir: directionOf(language) } : {})} className={styles.words}>
        <h3 className={styles.question}>{words.question}</h3>
        {words.help !== undefined && <p className="quiet">{words.help}</p>}
        <Answers item={item} words={words} />
      </div>
      <ItemTags item={item} showsCore={showsCore} />
      {item.showIf && <p className="quiet small">{t('questionnaire.item.showIf')}</p>}
      {item.replaces !== undefined && <p className="quiet small">{t('questionnaire.item.replaces')}</p>}
      <dl className={styles.reasons}>
        <dt>{t('questionnaire.item.why')}</dt>
        <dd>{words.why}</dd>
        {words.use !== undefined && (
          <>
            <dt>{t('questionnaire.item.use')}</dt>
            <dd>{words.use}</dd>
          </>
        )}
      </dl>
      {children}
    </article>
  )
}

export function ItemTags({ item, showsCore = true }: { readonly item: ShownItem; readonly showsCore?: boolean }) {
  const { t } = useWords()
  return (
    <p className={styles.tags}>
      {showsCore && (
        <Tag tone={item.isCore ? 'action' : 'neutral'} {...(item.isCore ? { icon: 'lock' as const } : {})}>
          {t(/^k\d+-/.test(item.code) ? 'questionnaire.item.own' : item.isCore ? 'questionnaire.item.core' : 'questionnaire.item.optional')}
        </Tag>
      )}
      {item.questionClass !== 'open' && <Tag tone="warning">{t(`questionnaire.item.${item.questionClass}`)}</Tag>}
      {item.isTeachingEnvironment && (
        <Tag tone="neutral">
          <abbr title={t('questionnaire.item.environment.long')}>{t('questionnaire.item.environment')}</abbr>
        </Tag>
      )}
    </p>
  )
}

/** All of them, a ladder's two ends, or what is written when there is nothing to choose from. */
function Answers({ item, words }: { readonly item: ShownItem; readonly words: ShownText }) {
  const { t } = useWords()
  const { kind, options } = item
  if (kind === 'number')
    return (
      <p className="quiet">
        {words.unit === undefined
          ? t('questionnaire.item.answer.number.plain')
          : t('questionnaire.item.answer.number', { unit: words.unit })}
      </p>
    )
  if (kind === 'clock' || kind === 'month' || kind === 'text' || kind === 'information')
    return <p className="quiet">{t(`questionnaire.item.answer.${kind}`)}</p>
  const all = options.map((option) => words.options[option] ?? option)
  const shown = kind === 'ladder' ? [all[0], '…', all.at(-1)] : all
  return (
    <ul className={styles.options}>
      {shown.map((option, place) => (
        <li key={`${option} ${place}`}>{option}</li>
      ))}
    </ul>
  )
}
