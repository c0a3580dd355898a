/** A report taken away: as a document, a workbook, data or a link. Exactly the choice that is shown. */
import { useState } from 'react'
import { api } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import type { Choice } from './choice.ts'
import { fileName, saveFile } from './save-file.ts'
import styles from './take-away.module.css'

const files = ['pdf', 'xlsx', 'summary', 'csv', 'plain', 'json'] as const
type File = (typeof files)[number]

type TakeAway = {
  readonly take: (file: File) => void
  readonly making: File | null
  readonly failed: { readonly file: File; readonly error: Error } | null
}

/** `name` begins what the files are called. */
export function useTakeAway(surveyId: string, choice: Choice, name: string): TakeAway {
  const { t, language } = useWords()
  const [making, setMaking] = useState<File | null>(null)
  const [failed, setFailed] = useState<TakeAway['failed']>(null)
  const take = async (file: File) => {
    if (making !== null) return
    setFailed(null)
    setMaking(file)
    try {
      const { content, type, ending } = await made(file, { params: { surveyId }, query: { ...choice, language } })
      saveFile(content, type, fileName(file === 'summary' ? t('report.summary.title', { name }) : name, ending))
    } catch (error) {
      setFailed({ file, error: error as Error })
    } finally {
      setMaking(null)
    }
  }
  return { take: (file) => void take(file), making, failed }
}

type Asked = { params: { surveyId: string }; query: Choice & { language: 'da' | 'en' } }

async function made(file: File, asked: Asked) {
  if (file === 'pdf') return { content: await api.getReportPdf(asked), type: 'application/pdf', ending: 'pdf' }
  if (file === 'summary') return { content: await api.getReportSummary(asked), type: 'application/pdf', ending: 'pdf' }
  if (file === 'xlsx') return { content: await api.getReportWorkbook(asked), type: 'application/octet-stream', ending: 'xlsx' }
  if (file === 'json')
    return { content: JSON.stringify(await api.getReportFigures(asked), null, 2), type: 'application/json', ending: 'json' }
  const dialect = file === 'plain' ? 'plain' : 'danish'
  return { content: await api.getReportCsv({ ...asked, query: { ...asked.query, dialect } }), type: 'text/csv', ending: 'csv' }
}

/** What is asked for most, at the head of the page. */
export function TakeAwayActions({ taking: { take, making } }: { readonly taking: TakeAway }) {
  const { t } = useWords()
  return (
    <>
      <Button icon="download" isBusy={making === 'pdf'} onClick={() => take('pdf')}>
        {t('report.take.pdf')}
      </Button>
      <Button look="secondary" icon="download" isBusy={making === 'xlsx'} onClick={() => take('xlsx')}>
        {t('report.take.xlsx')}
      </Button>
      <CopyLink />
    </>
  )
}

/** The rest, and what is under way. */
export function TakeAwayMore({ taking: { take, making, failed } }: { readonly taking: TakeAway }) {
  const { t } = useWords()
  return (
    <div className="no-print">
      <Disclosure summary={t('report.take.more')}>
        <div className={styles.list}>
          {(['summary', 'csv', 'plain', 'json'] as const).map((file) => (
            <Button key={file} look="secondary" size="small" icon="download" isBusy={making === file} onClick={() => take(file)}>
              {t(`report.take.${file}`)}
            </Button>
          ))}
          <Button look="secondary" size="small" icon="print" onClick={() => window.print()}>
            {t('report.print')}
          </Button>
        </div>
      </Disclosure>
      <LiveRegion message={making === null ? '' : t('report.take.making')} />
      {failed && <Refused error={failed.error} onRetry={() => take(failed.file)} />}
    </div>
  )
}

function CopyLink() {
  const { t } = useWords()
  const [copied, setCopied] = useState<string>()
  const isCopied = copied === window.location.href
  const copy = () => void navigator.clipboard.writeText(window.location.href).then(() => setCopied(window.location.href))
  return (
    <>
      <Button look="secondary" icon={isCopied ? 'check' : undefined} onClick={copy}>
        {t(isCopied ? 'report.link.copied' : 'report.link')}
      </Button>
      <LiveRegion message={isCopied ? t('report.link.copied') : ''} />
    </>
  )
}
