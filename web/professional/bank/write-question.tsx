/** The editor: words, answers, what a report makes of them, for whom. Danish here; other languages have a page of their own. */
import { type ReactNode, useId } from 'react'
import { type BankContent, type BankOrigin, withWords } from '#domain/questionnaire/bank.ts'
import { pictograms } from '#domain/questionnaire/pictograms.ts'
import { isTheme, themes } from '#domain/questionnaire/themes.ts'
import type { QuestionClass } from '#domain/questionnaire/questionnaire.ts'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Choice } from '../../design/choice/choice.tsx'
import { FieldGroup } from '../../design/field/field.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { type Group, groups, groupsOf, meantFor } from './audience.ts'
import { mayHavePictogram, withClass, withKind, withPictogram } from './item-change.ts'
import { KindChoice } from './kind-choice.tsx'
import { LongField } from './long-field.tsx'
import { OptionMarks, OptionsEditor } from './options-editor.tsx'
import styles from './bank.module.css'

type WriteQuestionProps = {
  readonly content: BankContent
  readonly onChange: (content: BankContent) => void
  readonly origin: BankOrigin
  readonly isOfAssociation: boolean
}

const classes: readonly QuestionClass[] = ['open', 'sensitive', 'highlySensitive']

export function WriteQuestion({ content, onChange, origin, isOfAssociation }: WriteQuestionProps) {
  const { t, named } = useWords()
  const { item, texts } = content
  const { da } = texts
  const isFixed = origin === 'edition'
  const say = (field: string) => (words: string) => onChange({ ...content, texts: { ...texts, da: withWords(da, field, words) } })
  const setItem = (change: Partial<BankContent['item']>) => onChange({ ...content, item: { ...item, ...change } })
  const long = (field: 'question' | 'help' | 'why' | 'use', lines: number) => (
    <LongField
      id={`field-${field}`}
      label={t(`bank.field.${field}`)}
      help={t(`bank.field.${field}.help`)}
      value={da[field]}
      onChange={say(field)}
      lines={lines}
      language="da"
    />
  )
  return (
    <div className={styles.write}>
      <Part title={t('bank.part.words')}>
        {long('question', 2)}
        {long('help', 1)}
        {long('why', 2)}
        {long('use', 2)}
        {mayHavePictogram(content) && (
          <Select
            id="field-pictogram"
            label={t('bank.field.pictogram')}
            help={t('bank.field.pictogram.help')}
            options={[
              { value: '', label: t('bank.pictogram.none') },
              ...pictograms.map((value) => ({ value, label: t(`bank.pictogram.${value}`) })),
            ]}
            value={item.pictogram ?? ''}
            onChange={(name) => onChange(withPictogram(content, name))}
          />
        )}
      </Part>
      <Part title={t('bank.part.options')}>
        {!isFixed && (
          <details className={styles.more}>
            <summary>
              {t('bank.kind')} {t(`bank.kind.${item.kind}`)}
            </summary>
            <KindChoice id="field-kind" value={item.kind} onChange={(kind) => onChange(withKind(content, kind))} />
          </details>
        )}
        {item.kind === 'number' && (
          <TextField
            id="field-unit"
            label={t('bank.field.unit')}
            help={t('bank.field.unit.help')}
            letters={16}
            value={da.unit}
            onChange={say('unit')}
          />
        )}
        <OptionsEditor content={content} onChange={onChange} isFixed={isFixed} />
      </Part>
      <Part title={t('bank.part.report')}>
        {!isFixed && (
          <Radios
            id="field-class"
            label={t('bank.field.class')}
            options={classes.map((value) => ({ value, label: t(`bank.class.${value}`), help: t(`bank.class.${value}.help`) }))}
            value={item.questionClass}
            onChange={(value) => onChange(withClass(content, value as QuestionClass))}
          />
        )}
        {!isFixed && item.questionClass !== 'open' && item.options.length > 0 && (
          <FieldGroup id="field-sensitive" label={t('bank.options.sensitive')}>
            <OptionMarks content={content} onChange={onChange} list="sensitiveOptions" />
          </FieldGroup>
        )}
        {!isFixed && item.options.length > 0 && (
          <FieldGroup id="field-favourable" label={t('bank.field.favourable')}>
            <OptionMarks content={content} onChange={onChange} list="favourable" />
          </FieldGroup>
        )}
        {item.favourable.length === 0 ? (
          item.options.length > 0 && <p className="small quiet">{t('bank.finding.none')}</p>
        ) : (
          <>
            <LongField
              id="field-finding"
              label={t('bank.field.finding')}
              help={t('bank.field.finding.help')}
              value={da.finding}
              onChange={say('finding')}
              lines={1}
              language="da"
            />
            <p className={styles.findingExample} lang="da">
              {t('bank.field.finding.example', { finding: da.finding.trim() || '…' })}
            </p>
          </>
        )}
      </Part>
      {!isFixed && (
        <Part title={t('bank.part.meant')}>
          <Checkboxes
            id="field-grades"
            look="plain"
            label={t('bank.meant')}
            help={t('bank.meant.help')}
            options={groups.map((value) => ({ value, label: t(`bank.meant.${value}`) }))}
            values={groupsOf(content)}
            onChange={(values) => values.length > 0 && onChange({ ...content, ...meantFor(values as readonly Group[]) })}
          />
          <Select
            id="field-theme"
            label={t('bank.field.theme')}
            options={themes.map((value) => ({ value, label: named('intervention.theme', value) ?? value }))}
            value={isTheme(item.theme) ? item.theme : themes[0]}
            onChange={(theme) => setItem({ theme })}
          />
          {isOfAssociation && (
            <Mark isOn={item.isCore} onChange={(isCore) => setItem({ isCore })}>
              {t('bank.core')}
            </Mark>
          )}
          <Mark isOn={item.isTeachingEnvironment} onChange={(isTeachingEnvironment) => setItem({ isTeachingEnvironment })}>
            {t('bank.teachingEnvironment')}
          </Mark>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Mark({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly children: string
}) {
  return <Choice type="checkbox" look="plain" name={useId()} value="on" label={children} isChosen={isOn} onChoose={() => onChange(!isOn)} />
}
