/** What the municipality asks besides: whole instruments, and published questions of the bank, its own first, each last in its theme. */
import { useState } from 'react'
import { twiceOf } from '#domain/questionnaire/asked-twice.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { Section } from '../shell/page.tsx'
import { ordinals } from '../survey/grades.ts'
import { newItemAddress } from '../bank/bank-address.ts'
import { ChosenInstruments, InstrumentsToAdd } from './add-instruments.tsx'
import { ItemTags } from './item-view.tsx'
import { type BankEntry, isMeant } from './composing.ts'
import type { StepProps } from './compose-page.tsx'
import styles from './compose-page.module.css'

/** Shown at first, and with each "Vis flere". */
const atATime = 12

export function AddStep(step: StepProps) {
  const { base, bank, choice, onChoice, outcome, questionOf } = step
  const { t, counted, language, list, named } = useWords()
  const [words, setWords] = useState('')
  const [theme, setTheme] = useState('')
  const [whose, setWhose] = useState('')
  const [most, setMost] = useState(atATime)
  const { questionnaire, texts } = base
  const themeName = (code: string) => texts[language].themes[code] ?? named('intervention.theme', code) ?? code
  const wordsOf = ({ texts: own }: BankEntry) => own[language] ?? own.da
  const isIn = (code: string) => choice.added.includes(code) || questionnaire.items.some((item) => item.code === code)
  const offered = bank
    .filter((entry) => !isIn(entry.item.code) && entry.replacedBy === null && isMeant(entry, questionnaire))
    .toSorted((one, other) => Number(other.isOwn && other.municipalityId !== 0) - Number(one.isOwn && one.municipalityId !== 0))
  const found = offered
    .filter(({ item }) => theme === '' || item.theme === theme)
    .filter(({ municipalityId }) => whose === '' || (whose === 'own') === (municipalityId !== 0))
    .filter((entry) => {
      const { question, why } = wordsOf(entry)
      return `${question} ${why}`.toLowerCase().includes(words.trim().toLowerCase())
    })
  const themes = [...new Set([...questionnaire.themes, ...offered.map(({ item }) => item.theme)])]
  const items = (outcome.composed ?? base).questionnaire.items
  const similarTo = ({ item, texts: own }: BankEntry) =>
    items
      .map(({ code, theme: of, replaces }) => ({ code, theme: of, replaces, question: base.texts.da.items[code]?.question ?? '' }))
      .find((other) => twiceOf({ code: item.code, theme: item.theme, replaces: item.replaces, question: own.da.question }, other))
  const move = (code: string, step: -1 | 1) => {
    // Past the next of the same theme: the order only counts within it.
    const themeOf = (one: string) => bank.find((entry) => entry.item.code === one)?.item.theme
    const same = choice.added.filter((one) => themeOf(one) === themeOf(code))
    const other = same[same.indexOf(code) + step]
    if (other === undefined) return
    onChoice({ ...choice, added: choice.added.map((one) => (one === code ? other : one === other ? code : one)) })
  }
  const chosen = [...new Set(choice.added.map((code) => bank.find((entry) => entry.item.code === code)?.item.theme ?? ''))].map((of) => ({
    theme: of,
    codes: choice.added.filter((code) => (bank.find((entry) => entry.item.code === code)?.item.theme ?? '') === of),
  }))
  return (
    <>
      <Section title={t('compose.add.chosen')}>
        {choice.added.length + (choice.instruments ?? []).length === 0 && <p className="quiet">{t('compose.add.chosen.empty')}</p>}
        {chosen.map(({ theme: of, codes }) => (
          <div key={of} className={styles.theme}>
            <h3>{themeName(of)}</h3>
            <ol className={styles.chosen}>
              {codes.map((code, place) => (
                <li key={code} className={styles.row}>
                  <span className={styles.rowWords}>{questionOf(code)}</span>
                  <span className={styles.rowTools}>
                    {place > 0 && (
                      <Button
                        look="quiet"
                        size="small"
                        icon="up"
                        aria-label={t('compose.add.up', { question: questionOf(code) })}
                        onClick={() => move(code, -1)}
                      />
                    )}
                    {place < codes.length - 1 && (
                      <Button
                        look="quiet"
                        size="small"
                        icon="down"
                        aria-label={t('compose.add.down', { question: questionOf(code) })}
                        onClick={() => move(code, 1)}
                      />
                    )}
                    <Button
                      look="quiet"
                      size="small"
                      icon="cross"
                      aria-label={t('compose.add.remove', { question: questionOf(code) })}
                      onClick={() => onChoice({ ...choice, added: choice.added.filter((one) => one !== code) })}
                    />
                  </span>
                </li>
              ))}
            </ol>
          </div>
        ))}
        <ChosenInstruments {...step} />
      </Section>
      <InstrumentsToAdd {...step} />
      <Section
        title={t('compose.add.find')}
        aside={
          <LinkButton look="quiet" size="small" href={newItemAddress}>
            {t('compose.add.write')}
          </LinkButton>
        }
      >
        <div className={styles.search}>
          <TextField type="search" label={t('compose.add.search')} value={words} onChange={setWords} />
          <Select
            label={t('compose.add.theme')}
            options={[{ value: '', label: t('compose.add.theme.all') }, ...themes.map((of) => ({ value: of, label: themeName(of) }))]}
            value={theme}
            onChange={setTheme}
          />
          <Select
            label={t('compose.add.whose')}
            options={[
              { value: '', label: t('compose.add.whose.all') },
              { value: 'own', label: t('compose.add.whose.own') },
              { value: 'association', label: t('compose.add.whose.association') },
            ]}
            value={whose}
            onChange={setWhose}
          />
        </div>
        <p role="status" className="quiet small">
          {found.length === 0 ? t('compose.add.none') : counted('compose.add.found', found.length)}
        </p>
        <ul className={styles.found}>
          {found.slice(0, most).map((entry) => {
            const { item, grades, municipalityId } = entry
            const { question, why } = wordsOf(entry)
            const similar = similarTo(entry)
            return (
              <li key={item.code} className={styles.row}>
                <div className={styles.rowWords}>
                  <strong>{question}</strong>
                  <span className="quiet small">{why}</span>
                  <span className="quiet small">
                    {themeName(item.theme)}
                    {grades.length > 0 && ` · ${t('compose.add.grades', { grades: list(ordinals(grades, language)) })}`}
                  </span>
                  <ItemTags item={{ ...item, isCore: false }} showsCore={municipalityId !== 0} />
                  {similar && <span className="small">{t('compose.add.similar', { question: questionOf(similar.code) })}</span>}
                </div>
                <Button
                  look="secondary"
                  size="small"
                  icon="plus"
                  aria-label={t('compose.add.do.named', { question })}
                  onClick={() => onChoice({ ...choice, added: [...choice.added, item.code] })}
                >
                  {t('compose.add.do')}
                </Button>
              </li>
            )
          })}
        </ul>
        {found.length > most && (
          <Button look="secondary" onClick={() => setMost(most + atATime)}>
            {t('compose.add.more')}
          </Button>
        )}
      </Section>
    </>
  )
}
