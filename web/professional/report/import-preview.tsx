/** What was read of a chosen table: every faulty line with what to do, or the figures as they will stand. */
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { writePercent } from '#domain/text/format.ts'
import { useWords } from '../language.tsx'

export type Read = Output<'checkImportedFigures'>
type Figure = Read['figures'][number]

type ImportPreviewProps = {
  readonly read: Read
  readonly questions: Readonly<Record<string, { readonly question: string; readonly finding: string }>>
  readonly isBusy: boolean
  readonly onKeep: () => void
}

export function ImportPreview({ read: { figures, faults }, questions, isBusy, onKeep }: ImportPreviewProps) {
  const { t, counted, number, schoolYear, language } = useWords()
  const question = (item: string) => questions[item]?.finding || questions[item]?.question || item
  return (
    <>
      {faults.length > 0 && (
        <Notice kind="danger" isLive title={counted('imported.faults', faults.length)}>
          <p>{t('imported.faults.text')}</p>
          <ul>
            {faults.map(({ line, fault, found }) => (
              <li key={`${line} ${fault} ${found}`}>
                {line !== null && <strong>{t('imported.line', { line })} </strong>}
                {t(`imported.fault.${fault}`, { found })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {figures.length > 0 && (
        <>
          <h3>{counted('imported.preview', figures.length)}</h3>
          {faults.length === 0 && <p className="quiet">{t('imported.preview.text')}</p>}
          <Table
            caption={counted('imported.preview', figures.length)}
            isCaptionHidden
            narrow="fold"
            columns={[
              { key: 'line', heading: t('imported.column.line'), isNumber: true, cell: ({ line }: Figure) => number(line) },
              { key: 'year', heading: t('imported.column.year'), cell: ({ year }) => schoolYear(year) },
              { key: 'unit', heading: t('imported.column.unit'), cell: (figure) => figure.unitName },
              { key: 'item', heading: t('imported.column.question'), isName: true, cell: ({ item }) => question(item) },
              {
                key: 'percent',
                heading: t('imported.column.percent'),
                isNumber: true,
                cell: ({ percent }) => writePercent(percent, language, Number.isInteger(percent) ? 0 : 1),
              },
              {
                key: 'n',
                heading: t('imported.column.n'),
                isNumber: true,
                cell: ({ n }) => (n === null ? t('imported.unknown') : number(n)),
              },
              { key: 'source', heading: t('imported.column.source'), cell: ({ source }) => source },
            ]}
            rows={figures}
            rowKey={({ line }) => String(line)}
          />
          {faults.length === 0 && (
            <p>
              <Button look="primary" isBusy={isBusy} onClick={onKeep}>
                {counted('imported.keep', figures.length)}
              </Button>
            </p>
          )}
        </>
      )}
    </>
  )
}
