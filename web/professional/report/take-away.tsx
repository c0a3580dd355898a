/** A report or trends taken away: as a document, a workbook, data or a link. Exactly the choice that is shown. */
import { useState } from 'react'
import { api } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { useWords } from '../language.tsx'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { Refused } from '../shell/refused.tsx'
import type { Choice } from './choice.ts'
import { fileName, saveFile } from './save-file.ts'
import { SaveView } from './save-view.tsx'
import styles from './tools.module.css'

/** What each is saved as. */
const kinds = {
  pdf: { type: 'application/pdf', ending: 'pdf' },
  xlsx: { type: 'application/octet-stream', ending: 'xlsx' },
  summary: { type: 'application/pdf', ending: 'pdf' },
  csv: { type: 'text/csv', ending: 'csv' },
  plain: { type: 'text/csv', ending: 'csv' },
  json: { type: 'application/json', ending: 'json' },
} as const
type File = keyof typeof kinds

/** How each file is made that can be taken. */
export type Files = Readonly<Partial<Record<File, () => Promise<Uint8Array | string>>>>

export type TakeAway = {
  readonly files: Files
  readonly take: (file: File) => void
  readonly making: File | null
  readonly failed: { readonly file: File; readonly error: Error } | null
}

/** `name` begins what the files are called. */
export function useTakeAway(files: Files, name: string): TakeAway {
  const { t } = useWords()
  const [making, setMaking] = useState<File | null>(null)
  const [failed, setFailed] = useState<TakeAway['failed']>(null)
  const take = async (file: File) => {
    const make = files[file]
    if (making !== null || make === undefined) return
    setFailed(null)
    setMaking(file)
    try {
      const { type, ending } = kinds[file]
      saveFile(await make(), type, fileName(file === 'summary' ? t('report.summary.title', { name }) : name, ending))
    } catch (error) {
      setFailed({ file, error: error as Error })
    } finally {
      setMaking(null)
    }
  }
  return { files, take: (file) => void take(file), making, failed }
}

/** Those of one report. */
export function reportFiles(surveyId: string, choice: Choice, language: 'da' | 'en'): Files {
  const asked = { params: { surveyId }, query: { ...choice, language } }
  const table = (dialect: 'danish' | 'plain') => api.getReportCsv({ ...asked, query: { ...asked.query, dialect } })
  return {
    pdf: () => api.getReportPdf(asked),
    xlsx: () => api.getReportWorkbook(asked),
    summary: () => api.getReportSummary(asked),
    csv: () => table('danish'),
    plain: () => table('plain'),
    json: async () => JSON.stringify(await api.getReportFigures(asked), null, 2),
  }
}

type TakeAwayPartProps = { readonly taking: TakeAway; readonly title: string; /** Leads to the rest. */ readonly more: string }

/** What is asked for most, the rest behind it, and what is under way. */
export function TakeAwayPart({ taking: { files, take, making, failed }, title, more }: TakeAwayPartProps) {
  const { t } = useWords()
  const button = (file: File, look: 'primary' | 'secondary') => (
    <Button key={file} look={look} size="small" icon="download" isBusy={making === file} onClick={() => take(file)}>
      {t(`report.take.${file}`)}
    </Button>
  )
  return (
    <section className={`${styles.part} no-print`} aria-label={title}>
      <h2 className={styles.head}>{title}</h2>
      <FoldWhenNarrow summary={title}>
        <div className={styles.ways}>
          <div className={styles.list}>
            {button('pdf', 'primary')}
            {button('xlsx', 'secondary')}
            <CopyLink />
            <SaveView />
          </div>
          <Disclosure summary={more}>
            <div className={styles.list}>
              {(['summary', 'csv', 'plain', 'json'] as const)
                .filter((file) => files[file] !== undefined)
                .map((file) => button(file, 'secondary'))}
              <Button look="secondary" size="small" icon="print" onClick={() => window.print()}>
                {t('report.print')}
              </Button>
            </div>
          </Disclosure>
        </div>
      </FoldWhenNarrow>
      <LiveRegion message={making === null ? '' : t('report.take.making')} />
      {failed && <Refused error={failed.error} onRetry={() => take(failed.file)} />}
    </section>
  )
}

function CopyLink() {
  const { t } = useWords()
  const [copied, setCopied] = useState<string>()
  const isCopied = copied === window.location.href
  const copy = () => void navigator.clipboard.writeText(window.location.href).then(() => setCopied(window.location.href))
  return (
    <>
      <Button look="secondary" size="small" icon={isCopied ? 'check' : undefined} onClick={copy}>
        {t(isCopied ? 'report.link.copied' : 'report.link')}
      </Button>
      <LiveRegion message={isCopied ? t('report.link.copied') : ''} />
    </>
  )
}
