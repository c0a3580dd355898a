/** The fields of a fact sheet, in the order it is read. Danish first; English may follow later. */
import {
  costs,
  evidences,
  informants,
  levels,
  materialLanguages,
  oldest,
  settings,
  type Sheet,
  sheetKinds,
  type SheetText,
  sheetWords,
  targets,
  youngest,
} from '#domain/intervention/sheet.ts'
import { themes } from '#domain/questionnaire/themes.ts'
import type { Language } from '#domain/text/text.ts'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { Section } from '../shell/page.tsx'
import { Paragraph } from './paragraph.tsx'
import styles from './intervention.module.css'

type SheetFieldsProps = {
  readonly sheet: Sheet
  readonly onChange: (sheet: Sheet) => void
  /** What is wrong with a field, by its place in the sheet. */
  readonly faultOf: (field: string) => string | undefined
}

type Word = keyof SheetText
const paragraphs: readonly Word[] = ['summary', 'aim', 'activities', 'evidence', 'family']
const ages = Array.from({ length: oldest - youngest + 1 }, (_, place) => String(youngest + place))

export function SheetFields({ sheet, onChange, faultOf }: SheetFieldsProps) {
  const { t } = useWords()
  const set = (part: Partial<Sheet>) => onChange({ ...sheet, ...part })
  const words = (language: Language, which: readonly Word[]) =>
    which.map((word) => {
      const field = `texts.${language}.${word}`
      const shared = {
        id: `sheet-${field}`,
        label:
          language === 'da' ? t(`intervention.field.${word}`) : t('intervention.inEnglish', { field: t(`intervention.field.${word}`) }),
        error: faultOf(field),
        value: sheet.texts[language][word],
        onChange: (value: string) => set({ texts: { ...sheet.texts, [language]: { ...sheet.texts[language], [word]: value } } }),
      }
      return paragraphs.includes(word) ? (
        <Paragraph
          key={field}
          {...shared}
          help={word === 'family' && language === 'da' ? t('intervention.help.family') : undefined}
          {...(word === 'summary' ? { lines: 2, maxLength: 300 } : {})}
        />
      ) : (
        <TextField key={field} {...shared} maxLength={word === 'title' ? 100 : 200} />
      )
    })
  const several = <V extends string>(
    field: 'themes' | 'levels' | 'settings' | 'informants' | 'languages',
    prefix: string,
    values: readonly V[],
  ) => (
    <div className={styles.columns}>
      <Checkboxes
        id={`sheet-${field}`}
        label={t(`intervention.field.${field}`)}
        help={field === 'themes' ? t('intervention.help.themes') : undefined}
        error={faultOf(field)}
        look="plain"
        options={values.map((value) => ({ value, label: t(`intervention.${prefix}.${value}` as 'intervention.theme.sleep') }))}
        values={sheet[field]}
        onChange={(chosen) =>
          set({ [field]: inOrderChosen(sheet[field], chosen).slice(0, field === 'themes' ? 6 : undefined) } as Partial<Sheet>)
        }
      />
    </div>
  )
  return (
    <>
      <Section title={t('intervention.part.what')}>
        {words('da', ['title', 'provider', 'summary', 'aim', 'activities'])}
        <Select
          label={t('intervention.field.kind')}
          options={sheetKinds.map((value) => ({ value, label: t(`intervention.kind.${value}`) }))}
          value={sheet.kind}
          onChange={(kind) => set({ kind: kind as Sheet['kind'] })}
        />
      </Section>
      <Section title={t('intervention.part.who')}>
        {several('themes', 'theme', themes)}
        {sheet.themes.length > 1 && (
          <Select
            label={t('intervention.mostAbout')}
            options={sheet.themes.map((value) => ({ value, label: t(`intervention.theme.${value}`) }))}
            value={sheet.themes[0] ?? ''}
            onChange={(first) =>
              set({ themes: [...sheet.themes.filter((one) => one === first), ...sheet.themes.filter((one) => one !== first)] })
            }
          />
        )}
        <div className={styles.pair}>
          <Select
            id="sheet-ages"
            label={t('intervention.age.from')}
            error={faultOf('ages')}
            options={ages.map((value) => ({ value, label: value }))}
            value={String(sheet.ages.from)}
            onChange={(from) => set({ ages: { ...sheet.ages, from: Number(from) } })}
          />
          <Select
            label={t('intervention.age.to')}
            options={ages.map((value) => ({ value, label: value }))}
            value={String(sheet.ages.to)}
            onChange={(to) => set({ ages: { ...sheet.ages, to: Number(to) } })}
          />
        </div>
        <Select
          label={t('intervention.field.target')}
          options={targets.map((value) => ({ value, label: t(`intervention.target.${value}`) }))}
          value={sheet.target}
          onChange={(target) => set({ target: target as Sheet['target'] })}
        />
        {several('levels', 'level', levels)}
        {several('settings', 'setting', settings)}
        {several('informants', 'informant', informants)}
      </Section>
      <Section title={t('intervention.part.needs')}>
        {words('da', ['duration', 'staffTime', 'training'])}
        <Select
          label={t('intervention.help.cost')}
          options={costs.map((value) => ({ value, label: t(`intervention.cost.${value}`) }))}
          value={sheet.cost}
          onChange={(cost) => set({ cost: cost as Sheet['cost'] })}
        />
        {words('da', ['cost', 'materials'])}
        {several('languages', 'language', materialLanguages)}
      </Section>
      <Section title={t('intervention.part.known')}>
        <Select
          label={t('intervention.help.evidence')}
          options={evidences.map((value) => ({ value, label: t(`intervention.evidence.${value}`) }))}
          value={sheet.evidence}
          onChange={(evidence) => set({ evidence: evidence as Sheet['evidence'] })}
        />
        {words('da', ['evidence'])}
        <TextField
          id="sheet-link"
          label={t('intervention.field.link')}
          help={t('intervention.help.link')}
          type="url"
          error={faultOf('link')}
          value={sheet.link}
          maxLength={300}
          onChange={(link) => set({ link })}
        />
        <TextField
          id="sheet-contact"
          label={t('intervention.field.contact')}
          type="email"
          error={faultOf('contact')}
          value={sheet.contact}
          maxLength={120}
          onChange={(contact) => set({ contact })}
        />
      </Section>
      <Section title={t('intervention.part.family')}>{words('da', ['family'])}</Section>
      <Disclosure summary={t('intervention.part.english')}>
        <p>{t('intervention.part.english.help')}</p>
        <div className={styles.form}>{words('en', sheetWords)}</div>
      </Disclosure>
    </>
  )
}

/** The theme a sheet is mostly about stands first, so what is added comes last. */
function inOrderChosen(before: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...before.filter((value) => chosen.includes(value)), ...chosen.filter((value) => !before.includes(value))]
}
