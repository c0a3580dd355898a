/** A whole fact sheet, wherever it is read: in the catalogue, by its author, by those who review it. */
import { type Sheet, wordsOfSheet } from '#domain/intervention/sheet.ts'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { useSheetWords } from './sheet-words.ts'
import styles from './intervention.module.css'

export function SheetView({ sheet }: { readonly sheet: Sheet }) {
  const { t, language, day, named } = useWords()
  const { ages } = useSheetWords()
  const words = wordsOfSheet(sheet, language)
  const all = (prefix: string, values: readonly string[]) => values.map((value) => named(prefix, value) ?? value).join(', ')
  const facts = [
    ['themes', all('intervention.theme', sheet.themes)],
    ['ages', ages(sheet.ages)],
    ['target', t(`intervention.target.${sheet.target}`)],
    ['levels', all('intervention.level', sheet.levels)],
    ['settings', all('intervention.setting', sheet.settings)],
    ['informants', all('intervention.informant', sheet.informants)],
    ['duration', words.duration],
    ['staffTime', words.staffTime],
    ['training', words.training],
    ['cost', words.cost],
    ['materials', words.materials],
    ['languages', all('intervention.language', sheet.languages)],
  ] as const
  return (
    <div className={styles.sheetView}>
      <div className={styles.prose}>
        <section>
          <h2>{t('intervention.field.aim')}</h2>
          <p>{words.aim}</p>
        </section>
        <section>
          <h2>{t('intervention.field.activities')}</h2>
          <p>{words.activities}</p>
        </section>
        <section>
          <h2>{t('intervention.field.evidence')}</h2>
          <p>
            <strong>{t(`intervention.evidence.${sheet.evidence}`)}.</strong> {words.evidence}
          </p>
        </section>
        <section className={styles.family}>
          <h2>{t('intervention.field.family')}</h2>
          <p>{words.family}</p>
        </section>
        <section>
          <h2>{t('intervention.sheet.contact')}</h2>
          <p>
            <a href={sheet.link} rel="noreferrer" className={styles.owner}>
              {t('intervention.sheet.link')} <Icon name="external" />
            </a>
            <br />
            {words.provider}, {sheet.contact}
          </p>
          <p className="quiet small">{t('intervention.sheet.reviewed', { date: day(sheet.reviewedOn) })}</p>
        </section>
      </div>
      <section className={styles.facts}>
        <h2>{t('intervention.sheet.facts')}</h2>
        <dl>
          {facts.map(([field, value]) => (
            <div key={field}>
              <dt>{t(`intervention.field.${field}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}
