/** One sheet after the other: its code, its answers, and what differs between its two typings. */
import { useState } from 'react'
import type { OpenSheet, PaperSurvey, SheetName } from '#api/paper.ts'
import type { Me } from '#api/session.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import type { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { grouped, spaced } from '#domain/survey/code.ts'
import { ProblemError } from '../../client.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { DiscardSheet } from './discard-sheet.tsx'
import { NameSheet } from './name-sheet.tsx'
import { Progress } from './paper-page.tsx'
import { Settling } from './settling.tsx'
import { Typing } from './typing.tsx'

/** What is asked, as the survey's track asks it. */
export type Asked = { readonly questionnaire: Questionnaire; readonly text: QuestionnaireText }

export function TypePage({ me, id }: { readonly me: Me; readonly id: string }) {
  const { t } = useWords()
  const surveys = useRead('listPaperSurveys', undefined)
  return (
    <LoadedPage query={surveys}>
      {(known) => {
        const survey = known.find((one) => one.id === id)
        if (survey) return <AskedSurvey me={me} survey={survey} />
        return (
          <Page title={t('paper.title.none')} tab={t('paper.tab')} path={[{ label: t('paper.tab'), href: addresses.paper }]}>
            <EmptyState title={t('paper.title.none')}>{t('paper.none')}</EmptyState>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function AskedSurvey({ me, survey }: { readonly me: Me; readonly survey: PaperSurvey }) {
  const { language } = useWords()
  const published = useRead('getPublished', { params: { municipalityId: me.municipality.id, ...survey.questionnaire } })
  return (
    <LoadedPage query={published}>
      {({ questionnaire, texts }) => (
        <Sheets
          survey={survey}
          asked={{ questionnaire: askedIn(survey.track, questionnaire as Questionnaire), text: texts[language] as QuestionnaireText }}
        />
      )}
    </LoadedPage>
  )
}

type Done = 'once' | 'sent' | 'discarded'

function Sheets({ survey, asked }: { readonly survey: PaperSurvey; readonly asked: Asked }) {
  const { t } = useWords()
  const [name, setName] = useState<SheetName | null>(null)
  const [sheet, setSheet] = useState<OpenSheet | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const open = useAct('openSheet', (found) => (found.stage === 'once' ? end('once') : setSheet(found)))
  const end = (how: Done) => {
    setDone(how)
    setSheet(null)
  }
  const find = (found: SheetName) => {
    setName(found)
    setDone(null)
    open.mutate({ body: { sheet: found } })
  }
  const moveTo = (found: OpenSheet) => (found.stage === 'once' ? end('once') : setSheet(found))
  const path = [{ label: t('paper.tab'), href: addresses.paper }]
  const page = (title: string, children: React.ReactNode, turn?: 1 | 2) => (
    <Page
      title={title}
      tab={t('paper.tab')}
      path={path}
      tags={
        name &&
        sheet && (
          <>
            {turn && <Tag tone="action">{t(`paper.turn.${turn}`)}</Tag>}
            <Tag tone="neutral">{t('paper.code.tag', { code: written(name.slip) })}</Tag>
          </>
        )
      }
    >
      {children}
    </Page>
  )

  if (name && sheet?.stage === 'typing') {
    return page(
      survey.title,
      <Typing
        key={`${name.slip} ${sheet.turn} ${sheet.revision}`}
        sheet={name}
        asked={asked}
        begun={sheet}
        onFinished={moveTo}
        onReload={() => find(name)}
        onDiscarded={() => end('discarded')}
      />,
      sheet.turn,
    )
  }
  if (name && sheet?.stage === 'settling') {
    return page(
      survey.title,
      <Settling sheet={name} asked={asked} typed={sheet} onSent={() => end('sent')} onDiscarded={() => end('discarded')} />,
    )
  }
  const isTaken = open.error instanceof ProblemError && open.error.problem === 'sheet-being-typed'
  return page(
    survey.title,
    <>
      {done === 'once' && (
        <Notice kind="info" isLive title={t('paper.once')}>
          <p>{t('paper.once.text')}</p>
        </Notice>
      )}
      {done === 'sent' && (
        <Notice kind="success" isLive title={t('paper.sent')}>
          <p>{t('paper.sent.text')}</p>
        </Notice>
      )}
      {done === 'discarded' && <Notice kind="info" isLive title={t('paper.discarded')} />}
      <Progress survey={survey} />
      <NameSheet key={done} survey={survey} classId={name?.classId ?? null} isBusy={open.isPending} onFind={find} />
      {open.error && <Refused error={open.error} />}
      {isTaken && name && <DiscardSheet sheet={name} onDiscarded={() => end('discarded')} />}
    </>,
  )
}

/** A code as it is printed. */
function written(slip: string): string {
  const symbols = slip.toUpperCase().replace(/[\s-]/g, '')
  return symbols.length > 6 ? grouped(symbols) : spaced(symbols)
}
