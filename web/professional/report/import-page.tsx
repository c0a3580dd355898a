/** Brings in what was published of earlier years: a table is chosen, read and shown, and kept when it has no faults. */
import { useState } from 'react'
import { unitName } from '#domain/report/unit-name.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { api, type Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { FileDrop } from '../../design/file-drop/file-drop.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { ImportPreview, type Read } from './import-preview.tsx'
import { ImportsBefore } from './imports-before.tsx'
import { kindAddress } from './kind-address.ts'
import type { Listed } from './kind-page.tsx'
import { fileName, saveFile } from './save-file.ts'

export function ImportPage({ surveyId }: { readonly surveyId: string }) {
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const listed = rows.find((row) => row.surveyId === surveyId)
        return listed ? <Asked listed={listed} /> : <MissingPage />
      }}
    </LoadedPage>
  )
}

function Asked({ listed }: { readonly listed: Listed }) {
  const asked = useRead('getQuestionnaire', { params: { ...listed.questionnaire } })
  const imports = useRead('listImportedFigures', { params: { surveyId: listed.surveyId } })
  return (
    <LoadedPage query={asked}>
      {(found) => <LoadedPage query={imports}>{(rows) => <View listed={listed} asked={found} imports={rows} />}</LoadedPage>}
    </LoadedPage>
  )
}

type ViewProps = {
  readonly listed: Listed
  readonly asked: Output<'getQuestionnaire'>
  readonly imports: Output<'listImportedFigures'>
}

function View({ listed, asked, imports }: ViewProps) {
  const { t, counted, language } = useWords()
  const { surveyId } = listed
  const unit = listed.units.find(({ level }) => level === 'municipality')
  const toTrend = kindAddress('trend', surveyId, unit?.unit ?? 'municipality')
  const text = withWordsOfIndices(asked.questionnaire, asked.texts[language], language)
  const [file, setFile] = useState<{ readonly name: string; readonly bytes: Uint8Array }>()
  const [read, setRead] = useState<Read>()
  const check = useAct('checkImportedFigures', setRead)
  const keep = useAct('importFigures', () => {
    setRead(undefined)
    setFile(undefined)
  })
  const undo = useAct('deleteImportedFigures', () => keep.reset())

  const choose = async (chosen: File) => {
    keep.reset()
    setRead(undefined)
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    setFile({ name: chosen.name, bytes })
    check.mutate({ query: { surveyId }, body: bytes })
  }

  return (
    <Page
      title={t('imported.title')}
      tab={t('imported.tab')}
      lead={t('imported.lead')}
      path={[{ label: unit ? `${t('trend.tab')}: ${unitName(unit, language)}` : t('trend.tab'), href: toTrend }]}
    >
      {keep.data && (
        <Notice
          kind="success"
          isLive
          title={counted('imported.kept', keep.data.figures)}
          actions={
            <>
              <a href={toTrend}>{t('imported.toTrend')}</a>
              <Button look="secondary" size="small" isBusy={undo.isPending} onClick={() => undo.mutate({ params: { id: keep.data.id } })}>
                {t('imported.undo')}
              </Button>
            </>
          }
        />
      )}
      {undo.error && <Refused error={undo.error} />}
      <Section title={t('imported.choose')}>
        <FileDrop
          label={t('imported.file')}
          help={t('imported.file.help')}
          accept=".csv,.txt,text/csv,text/plain"
          invitation={t('imported.file.drop')}
          chosen={file?.name}
          onFile={(chosen) => void choose(chosen)}
        />
        {check.isPending && <Spinner label={t('imported.reading')} />}
        {check.error && <Refused error={check.error} />}
        {read && (
          <ImportPreview
            read={read}
            questions={text.items}
            isBusy={keep.isPending}
            onKeep={() => file && keep.mutate({ query: { surveyId }, body: file.bytes })}
          />
        )}
        {keep.error && <Refused error={keep.error} />}
      </Section>
      <Layout surveyId={surveyId} schoolYear={listed.schoolYear} />
      <ImportsBefore rows={imports} />
    </Page>
  )
}

const columns = ['year', 'unit', 'item', 'percent', 'n', 'source'] as const

/** What the table has to look like, and the table to begin with. */
function Layout({ surveyId, schoolYear: year }: { readonly surveyId: string; readonly schoolYear: number }) {
  const { t, language, schoolYear } = useWords()
  const [failed, setFailed] = useState<Error | null>(null)
  const fetchTemplate = async () => {
    setFailed(null)
    try {
      const content = await api.getImportTemplate({ params: { surveyId }, query: { language } })
      saveFile(content, 'text/csv', fileName(t('imported.template.name'), 'csv'))
    } catch (error) {
      setFailed(error as Error)
    }
  }
  return (
    <Section title={t('imported.layout')}>
      <p className="prose">{t('imported.layout.text')}</p>
      <p>
        <Button look="secondary" icon="download" onClick={() => void fetchTemplate()}>
          {t('imported.template')}
        </Button>
      </p>
      {failed && <Refused error={failed} onRetry={() => void fetchTemplate()} />}
      <Table
        caption={t('imported.layout')}
        isCaptionHidden
        narrow="fold"
        columns={[
          {
            key: 'column',
            heading: t('imported.layout.column'),
            isName: true,
            cell: (column: (typeof columns)[number]) => t(`imported.column.${column}`),
          },
          { key: 'meaning', heading: t('imported.layout.meaning'), cell: (column) => t(`imported.meaning.${column}`) },
          {
            key: 'example',
            heading: t('imported.layout.example'),
            cell: (column) => (column === 'year' ? schoolYear(year - 3) : t(`imported.example.${column}`)),
          },
        ]}
        rows={columns}
        rowKey={(column) => column}
      />
      <p className="quiet small">{t('imported.layout.kept')}</p>
    </Section>
  )
}
