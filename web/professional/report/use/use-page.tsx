/** What every use of a report begins with: the report of the address, as the room may see it, told in the reader's language. */
import type { ReactNode } from 'react'
import { useSearch } from 'wouter'
import type { Card } from '#domain/report/card.ts'
import type { CardReading } from '#domain/report/card-reading.ts'
import { readReport, type ReportReading } from '#domain/report/reading.ts'
import { forRoom, type LeftOut, type Room } from '#domain/report/use/room.ts'
import type { Report } from '#api/report.ts'
import type { Output } from '../../../client.ts'
import { EmptyState } from '../../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../../design/link-button/link-button.tsx'
import { useWords } from '../../language.tsx'
import { useRead } from '../../server-state.ts'
import { LoadedPage, MissingPage } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { today } from '../../today.ts'
import { type Choice, readChoice } from '../choice.ts'
import { useReportWords } from '../report-words.ts'
import { reportAddress } from './use-address.ts'

export type Told = { readonly card: Card; readonly reading: CardReading }

export type Using = {
  readonly listed: Output<'listReports'>[number]
  readonly choice: Choice
  readonly search: URLSearchParams
  /** The report as the room may see it. */
  readonly report: Report
  readonly leftOut: LeftOut
  readonly asked: Output<'getQuestionnaire'>
  readonly reading: ReportReading
  /** What may be shown, each with its words; in the report's order. */
  readonly told: readonly Told[]
}

type UsePageProps = {
  readonly surveyId: string
  readonly room: (search: URLSearchParams) => Room
  /** What it is read for, as the publication ledger keeps it. */
  readonly form: 'screen' | 'slides' | 'dialogue' | 'pupils'
  readonly children: (using: Using) => ReactNode
}

export function UsePage({ surveyId, room, form, children }: UsePageProps) {
  const search = useSearch()
  const choice = readChoice(search)
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const listed = rows.find((row) => row.surveyId === surveyId)
        if (listed === undefined || choice === undefined) return <MissingPage />
        return (
          <Loading listed={listed} choice={choice} search={new URLSearchParams(search)} room={room} form={form}>
            {children}
          </Loading>
        )
      }}
    </LoadedPage>
  )
}

type LoadingProps = Pick<Using, 'listed' | 'choice' | 'search'> & Pick<UsePageProps, 'room' | 'form' | 'children'>

function Loading({ listed, choice, search, room, form, children }: LoadingProps) {
  const words = useReportWords()
  const report = useRead('getReport', { params: { surveyId: listed.surveyId }, query: { ...choice, form } }, { keepsLast: true })
  const questionnaire = useRead('getQuestionnaire', { params: { ...listed.questionnaire } })
  return (
    <LoadedPage query={questionnaire}>
      {(asked) => (
        <LoadedPage query={report}>
          {(found) => {
            const { report: shown, leftOut } = forRoom(found, asked.questionnaire, room(search))
            const text = asked.texts[words.language]
            // Its heading and facts are the whole report's; its cards are those the room may see.
            const whole = readReport({ report: found, choice, questionnaire: asked.questionnaire, text, today: today() }, words)
            const asShown = {
              report: shown,
              choice: { ...choice, split: leftOut.isSplit ? 'none' : choice.split },
              questionnaire: asked.questionnaire,
              text,
              today: today(),
            } as const
            const readings = new Map(readReport(asShown, words).themes.flatMap(({ cards }) => cards.map((card) => [card.item, card])))
            const told = shown.themes.flatMap(({ cards }) =>
              cards.flatMap((card) => {
                const reading = readings.get(card.item)
                return reading ? [{ card, reading }] : []
              }),
            )
            const using: Using = { listed, choice, search, report: shown as Report, leftOut, asked, reading: whole, told }
            return told.length === 0 ? <NothingToShow using={using} /> : children(using)
          }}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

/** Nothing is open to this room: why, and back to the report, which says where something is. */
function NothingToShow({ using: { listed, choice, leftOut, reading } }: { readonly using: Using }) {
  const { t, counted } = useWords()
  return (
    <Page title={t('use.nothing.title')}>
      <EmptyState title={reading.name} action={<LinkButton href={reportAddress(listed.surveyId, choice)}>{t('use.back')}</LinkButton>}>
        {leftOut.sensitive > 0 ? counted('use.leftOut.sensitive', leftOut.sensitive) : (reading.nothing?.text ?? t('use.nothing.text'))}
      </EmptyState>
    </Page>
  )
}

/** What the room is not shown, for whoever stands in front of it. */
export function useLeftOut({ sensitive, hidden, isSplit }: LeftOut): readonly string[] {
  const { t, counted } = useWords()
  return [
    ...(sensitive > 0 ? [counted('use.leftOut.sensitive', sensitive)] : []),
    ...(hidden > 0 ? [counted('use.leftOut.hidden', hidden)] : []),
    ...(isSplit ? [t('use.leftOut.split')] : []),
  ]
}
