/** Instruments that a questionnaire may have inside: added whole, taken away whole, never reworded or thinned out. */
import { themeOfInstruments } from '#domain/questionnaire/compose.ts'
import { Button } from '../../design/button/button.tsx'
import { useWords } from '../language.tsx'
import { Section } from '../shell/page.tsx'
import type { Offered } from './composing.ts'
import type { StepProps } from './compose-page.tsx'
import styles from './compose-page.module.css'

/** Those that are in, each on one line. */
export function ChosenInstruments({ instruments, choice, onChoice, questionOf }: StepProps) {
  const { t } = useWords()
  const chosen = choice.instruments ?? []
  if (chosen.length === 0) return null
  return (
    <div className={styles.theme}>
      <h3>{t('compose.instrument.title')}</h3>
      <ol className={styles.chosen}>
        {chosen.map(({ code, version }) => {
          const found = instruments.find((one) => one.code === code && one.version === version)
          const name = questionOf(code)
          return (
            <li key={`${code} ${version}`} className={styles.row}>
              <span className={styles.rowWords}>
                {found ? t('compose.instrument.whole', { name, count: found.items.length }) : name}
                {found && <Notice of={found} />}
              </span>
              <span className={styles.rowTools}>
                <Button
                  look="quiet"
                  size="small"
                  icon="cross"
                  aria-label={t('compose.instrument.remove', { name })}
                  onClick={() => onChoice({ ...choice, instruments: chosen.filter((one) => one.code !== code) })}
                />
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Those that could come in: for who answers here and their age, and with words that may be used today. */
export function InstrumentsToAdd({ base: { questionnaire, texts }, instruments, choice, onChoice }: StepProps) {
  const { t, counted, list, language } = useWords()
  const chosen = choice.instruments ?? []
  const offered = instruments.filter(
    ({ code }) => !chosen.some((one) => one.code === code) && !questionnaire.items.some(({ instrument }) => instrument?.code === code),
  )
  if (instruments.length > 0 && offered.length === 0) return null
  const theme = texts[language].themes[themeOfInstruments(questionnaire)] ?? ''
  return (
    <Section title={t('compose.instrument.title')}>
      <p className="quiet">{t(instruments.length === 0 ? 'compose.instrument.none' : 'compose.instrument.lead', { theme })}</p>
      <ul className={styles.found}>
        {offered.map((one) => {
          const { code, version, isValidated, mayBeAskedIn } = one
          const name = one.name[language]
          const measures = one.measures.map((measure) => measure[language].toLocaleLowerCase(language))
          return (
            <li key={`${code} ${version}`} className={styles.row}>
              <div className={styles.rowWords}>
                <strong>{name}</strong>
                <span className="quiet small">{t('compose.instrument.measures', { measures: list(measures) })}</span>
                <span className="quiet small">{counted('compose.instrument.count', one.items.length)}</span>
                {!isValidated && <span className="small">{t('compose.instrument.madeUp')}</span>}
                {!mayBeAskedIn.includes('statistics') && <span className="small">{t('compose.instrument.byName')}</span>}
                <Notice of={one} />
                {!isWorded(one) && <span className="small">{t('compose.instrument.noEnglish')}</span>}
              </div>
              {isWorded(one) && (
                <Button
                  look="secondary"
                  size="small"
                  icon="plus"
                  aria-label={t('compose.instrument.do.named', { name })}
                  onClick={() => onChoice({ ...choice, instruments: [...chosen, { code, version }] })}
                >
                  {t('compose.instrument.do')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** Danish and English are always there in a questionnaire. */
function isWorded({ texts }: Offered): boolean {
  return texts.da !== undefined && texts.en !== undefined
}

function Notice({ of: { notices } }: { readonly of: Offered }) {
  const { language } = useWords()
  const line = notices[language] ?? notices.da
  return line === undefined ? null : <span className="quiet small">{line}</span>
}
