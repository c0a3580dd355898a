/** A question in words: what it says, how it is answered, for whom, and where it is asked. */
import type { BankEdition, BankItemView } from '#api/bank.ts'
import { fieldsOf, wordsAt } from '#domain/questionnaire/bank.ts'
import { useWords } from '../language.tsx'
import { Languages, useMeantFor } from './bank-words.tsx'
import { useFieldName } from './field-names.ts'
import styles from './bank.module.css'

export function Facts({ view, edition }: { readonly view: BankItemView; readonly edition: BankEdition }) {
  const { t, named, list } = useWords()
  const meant = useMeantFor()
  const { content } = edition
  const { item, texts } = content
  const nameOf = useFieldName(item)
  const name = (option: string) => texts.da.options[option]?.trim() || option
  const said = fieldsOf(item).filter((field) => !field.startsWith('options.') && wordsAt(texts.da, field).trim() !== '')
  return (
    <section className={styles.part} aria-labelledby="facts-heading">
      <h2 id="facts-heading">{t('bank.facts')}</h2>
      <dl className={styles.facts}>
        {said.map((field) => (
          <Fact key={field} name={nameOf(field)}>
            <span lang="da">
              {field === 'finding' ? t('bank.field.finding.example', { finding: wordsAt(texts.da, field) }) : wordsAt(texts.da, field)}
            </span>
          </Fact>
        ))}
        <Fact name={t('bank.structure.kind')}>{t(`bank.kind.${item.kind}`)}</Fact>
        {item.options.length > 0 && item.kind !== 'ladder' && (
          <Fact name={t('bank.structure.options')}>
            <span lang="da">{list(item.options.map(name))}</span>
          </Fact>
        )}
        {item.favourable.length > 0 && (
          <Fact name={t('bank.structure.favourable')}>
            <span lang="da">{list(item.favourable.map(name))}</span>
          </Fact>
        )}
        <Fact name={t('bank.structure.class')}>{t(`bank.class.${item.questionClass}`)}</Fact>
        {item.sensitiveOptions.length > 0 && (
          <Fact name={t('bank.options.sensitive')}>
            <span lang="da">{list(item.sensitiveOptions.map(name))}</span>
          </Fact>
        )}
        <Fact name={t('bank.structure.theme')}>{named('intervention.theme', item.theme) ?? item.theme}</Fact>
        <Fact name={t('bank.structure.meant')}>{meant(content)}</Fact>
        <Fact name={t('bank.column.languages')}>
          <Languages of={edition.translations} />
        </Fact>
        <Fact name={t('bank.usedIn')}>
          {view.usedIn.length === 0 ? (
            t('bank.usedIn.none')
          ) : (
            <ul className={styles.plain}>
              {view.usedIn.map(({ code, version, title }) => (
                <li key={`${code} ${version}`}>{t('bank.usedIn.version', { title, version })}</li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t('bank.facts.code')}>
          <code>{view.code}</code>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
