/** A difference, told item by item: what is new, gone, asked instead, moved, and said in other words. */
import { isSame, type VersionDiff, type WordChange } from '#domain/questionnaire/edition-diff.ts'
import { wordDiff } from '#domain/text/word-diff.ts'
import { directionOf } from '#domain/text/text.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { Section } from '../shell/page.tsx'
import type { Version } from './composing.ts'
import styles from './questionnaire.module.css'

type DiffViewProps = { readonly before: Version; readonly after: Version; readonly diff: VersionDiff }

export function DiffView({ before, after, diff }: DiffViewProps) {
  const { t, language, list, named } = useWords()
  const asked = (version: Version, code: string) => version.texts[language].items[code]?.question ?? code
  const themeOf = (version: Version, code: string) => {
    const item = version.questionnaire.items.find((one) => one.code === code)
    return version.texts[language].themes[item?.theme ?? ''] ?? ''
  }
  if (isSame(diff)) return <Notice title={t('diff.none')} />
  return (
    <>
      {diff.replaced.length > 0 && (
        <Section title={t('diff.replaced')}>
          <p className="quiet">{t('diff.replaced.help')}</p>
          <ul className={styles.changes}>
            {diff.replaced.map(({ code, before: old }) => (
              <li key={code} className={styles.change}>
                <dl className={styles.pair}>
                  <dt>{t('diff.before')}</dt>
                  <dd>{asked(before, old)}</dd>
                  <dt>{t('diff.now')}</dt>
                  <dd>{asked(after, code)}</dd>
                </dl>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {diff.added.length > 0 && (
        <Section title={t('diff.added')}>
          <Asked codes={diff.added} questionOf={(code) => asked(after, code)} themeOf={(code) => themeOf(after, code)} />
        </Section>
      )}
      {diff.removed.length > 0 && (
        <Section title={t('diff.removed')}>
          <Asked codes={diff.removed} questionOf={(code) => asked(before, code)} themeOf={(code) => themeOf(before, code)} />
        </Section>
      )}
      {diff.changed.length > 0 && (
        <Section title={t('diff.changed')}>
          <ul className={styles.changes}>
            {diff.changed.map(({ code, structure, words }) => (
              <li key={code} className={styles.change}>
                <h3 className={styles.question}>{asked(after, code)}</h3>
                {structure.length > 0 && (
                  <p className="quiet small">
                    {t('diff.structure', { parts: list(structure.map((part) => named('diff.part', part) ?? part)) })}
                  </p>
                )}
                <Words changes={words} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {diff.moved.length > 0 && (
        <Section title={t('diff.moved')}>
          <ul className={styles.changes}>
            {diff.moved.map((code) => {
              const { items } = after.questionnaire
              const theme = items.find((one) => one.code === code)?.theme
              const place = items.filter((one) => one.theme === theme).findIndex((one) => one.code === code) + 1
              return (
                <li key={code} className={styles.change}>
                  <span>{asked(after, code)}</span>
                  <span className="quiet small">{t('diff.moved.to', { theme: themeOf(after, code), place })}</span>
                </li>
              )
            })}
          </ul>
        </Section>
      )}
      {diff.title.length > 0 && (
        <Section title={t('diff.title.words')}>
          <Words changes={diff.title} />
        </Section>
      )}
    </>
  )
}

type AskedProps = {
  readonly codes: readonly string[]
  readonly questionOf: (code: string) => string
  readonly themeOf: (code: string) => string
}

function Asked({ codes, questionOf, themeOf }: AskedProps) {
  return (
    <ul className={styles.changes}>
      {codes.map((code) => (
        <li key={code} className={styles.change}>
          <span>{questionOf(code)}</span>
          <span className="quiet small">{themeOf(code)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Each field with what was deleted and added, marked by the elements that say so and not by colour alone. */
function Words({ changes }: { readonly changes: readonly WordChange[] }) {
  const { t, named } = useWords()
  return (
    <dl className={styles.pair}>
      {changes.map(({ language, field, before, after }) => (
        <div key={`${language} ${field}`} className={styles.field}>
          <dt>
            {named('diff.field', field.split('.')[0] ?? field) ?? field}
            {language !== 'da' && ` (${t(`questionnaire.language.${language}`)})`}
          </dt>
          <dd lang={language} dir={directionOf(language)}>
            {wordDiff(before, after).map(({ kind, words }, place) =>
              kind === 'same' ? (
                <span key={place}>{words}</span>
              ) : kind === 'gone' ? (
                <del key={place}>{words}</del>
              ) : (
                <ins key={place}>{words}</ins>
              ),
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
