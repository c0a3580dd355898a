/** Two contents beside each other, where they differ. */
import type { BankContent } from '#domain/questionnaire/bank.ts'
import { directionOf } from '#domain/text/text.ts'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useMeantFor } from './bank-words.tsx'
import { type Difference, differences, type Structural } from './differences.ts'
import { useFieldName } from './field-names.ts'

/** What differs, in the words of the screen. */
export function useDifferences(before: BankContent, after: BankContent): readonly Difference[] {
  const { t, named, list } = useWords()
  const meant = useMeantFor()
  const structure = (part: Structural, { item, texts, ...for_ }: BankContent): string => {
    const name = (option: string) => texts.da.options[option]?.trim() || option
    if (part === 'kind') return t(`bank.kind.${item.kind}`)
    if (part === 'theme') return named('intervention.theme', item.theme) ?? item.theme
    if (part === 'class') return t(`bank.class.${item.questionClass}`)
    if (part === 'options') return list(item.options.map(name))
    return part === 'favourable' ? list(item.favourable.map(name)) : meant(for_)
  }
  return differences(before, after, structure)
}

type DifferenceTableProps = {
  readonly caption: string
  readonly rows: readonly Difference[]
  readonly item: BankContent['item']
  readonly before: string
  readonly after: string
}

export function DifferenceTable({ caption, rows, item, before, after }: DifferenceTableProps) {
  const { t, named } = useWords()
  const nameOf = useFieldName(item)
  const words = (text: string, language: Difference['language']) =>
    text === '' ? (
      <span className="quiet">{t('bank.diff.nothing')}</span>
    ) : (
      <span lang={language} dir={language && directionOf(language)}>
        {text}
      </span>
    )
  return (
    <Table
      caption={caption}
      isCaptionHidden
      narrow="fold"
      rows={rows}
      rowKey={({ field, language }) => `${field} ${language}`}
      columns={[
        {
          key: 'field',
          heading: t('bank.diff.field'),
          isName: true,
          cell: ({ field, language }) =>
            language === undefined
              ? (named('bank.structure', field) ?? field)
              : language === 'da'
                ? nameOf(field)
                : t('bank.gate.at', { field: nameOf(field), language: t(`bank.in.${language}`) }),
        },
        { key: 'before', heading: before, cell: (row) => words(row.before, row.language) },
        { key: 'after', heading: after, cell: (row) => words(row.after, row.language) },
      ]}
    />
  )
}
