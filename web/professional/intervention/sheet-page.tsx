/** One fact sheet: what it is, where to read more, and the way from it into a plan. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { wordsOfSheet } from '#domain/intervention/sheet.ts'
import * as contract from '#api/intervention.ts'
import type { Me } from '#api/session.ts'
import { addressOf } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { Experiences } from './experiences.tsx'
import { newPlanAddress } from './plan-address.ts'
import { SheetView } from './sheet-view.tsx'
import { useSheetWords } from './sheet-words.ts'
import styles from './intervention.module.css'

export function SheetPage({ me, code }: { readonly me?: Me | undefined; readonly code: string }) {
  const { t, language } = useWords()
  const { ages } = useSheetWords()
  const published = useRead('getIntervention', { params: { code } })
  return (
    <div className={me === undefined ? styles.open : undefined}>
      <LoadedPage query={published}>
        {({ sheet }) => {
          const words = wordsOfSheet(sheet, language)
          return (
            <Page
              title={words.title}
              lead={words.summary}
              path={[{ label: t('intervention.tab'), href: addresses.intervention }]}
              tags={
                <>
                  <Tag tone="neutral">{words.provider}</Tag>
                  <Tag tone="neutral">{ages(sheet.ages)}</Tag>
                  {sheet.isExample && (
                    <Tag tone="warning" icon="info">
                      {t('intervention.example')}
                    </Tag>
                  )}
                </>
              }
              actions={
                me !== undefined && (
                  <>
                    {may(me, 'plan.write') && (
                      <LinkButton href={newPlanAddress({ sheet: code, theme: sheet.themes[0] })}>{t('intervention.sheet.plan')}</LinkButton>
                    )}
                    {may(me, 'intervention.read') && (
                      <LinkButton
                        href={addressOf(contract.getInterventionPdf, { params: { code }, query: { language } })}
                        look="secondary"
                        icon="download"
                        download={`${code}.pdf`}
                      >
                        {t('intervention.sheet.pdf')}
                      </LinkButton>
                    )}
                    {may(me, 'intervention.publish') && <Retire code={code} />}
                  </>
                )
              }
            >
              {sheet.isExample && <Notice title={t('intervention.example.note')} />}
              <SheetView sheet={sheet} />
              {me === undefined ? <p className="quiet">{t('intervention.sheet.signIn')}</p> : <Experiences me={me} code={code} />}
            </Page>
          )
        }}
      </LoadedPage>
    </div>
  )
}

function Retire({ code }: { readonly code: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const retire = useAct('retireIntervention', () => go(addresses.intervention), { takesAway: [['getIntervention', { params: { code } }]] })
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('intervention.sheet.retire')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('intervention.sheet.retire.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={retire.isPending} onClick={() => retire.mutate({ params: { code } })}>
              {t('intervention.sheet.retire.do')}
            </Button>
          </>
        }
      >
        <p>{t('intervention.sheet.retire.what')}</p>
        {retire.error && <Refused error={retire.error} />}
      </Dialog>
    </>
  )
}
