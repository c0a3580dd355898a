/** A provider writes a fact sheet, saves it as a draft, and sends it to be reviewed. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { faultsOf } from '#domain/intervention/check-sheet.ts'
import type { SheetVersion } from '#api/intervention.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { ErrorSummary } from '../../design/error-summary/error-summary.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import { blankSheet } from './blank-sheet.ts'
import { mineAddress } from './mine-page.tsx'
import { SheetFields } from './sheet-fields.tsx'
import { sheetAddress } from './sheet-words.ts'
import { SheetView } from './sheet-view.tsx'
import { Steps, VersionState } from './version-state.tsx'
import styles from './intervention.module.css'

export function NewSheetPage() {
  const { t } = useWords()
  const [, go] = useLocation()
  const [sheet, setSheet] = useState(() => blankSheet(today()))
  const draft = useAct('draftIntervention', ({ id }) => go(`${mineAddress}/${id}`))
  const save = (event: FormEvent) => {
    event.preventDefault()
    draft.mutate({ body: { sheet, revises: null } })
  }
  return (
    <Page title={t('intervention.write')} lead={t('intervention.write.lead')} path={path(t)}>
      <form className={styles.form} onSubmit={save} noValidate>
        <SheetFields sheet={sheet} onChange={setSheet} faultOf={() => undefined} />
        {draft.error && <Refused error={draft.error} />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={draft.isPending}>
            {t('intervention.saveDraft')}
          </Button>
          <LinkButton href={mineAddress} look="quiet">
            {t('shell.cancel')}
          </LinkButton>
        </div>
      </form>
    </Page>
  )
}

function path(t: ReturnType<typeof useWords>['t']) {
  return [
    { label: t('intervention.tab'), href: addresses.intervention },
    { label: t('intervention.mine'), href: mineAddress },
  ]
}

export function OwnSheetPage({ id }: { readonly id: string }) {
  const version = useRead('getInterventionDraft', { params: { id } })
  return (
    <LoadedPage query={version}>
      {(found) => (found.state === 'draft' ? <WriteSheet key={found.id} version={found} /> : <SentSheet version={found} />)}
    </LoadedPage>
  )
}

function WriteSheet({ version }: { readonly version: SheetVersion }) {
  const { t, named } = useWords()
  const [, go] = useLocation()
  const { id } = version
  const [sheet, setSheet] = useState(version.sheet)
  const [sent, setSent] = useState(0)
  const [isAsking, setAsking] = useState(false)
  const save = useAct('changeIntervention')
  const send = useAct('sendIntervention')
  const discard = useAct('discardIntervention', () => go(mineAddress), { takesAway: [['getInterventionDraft', { params: { id } }]] })
  const found = faultsOf(sheet)
  const faults = sent === 0 ? [] : found
  const wordOf = (fault: string) => named('intervention.fault', fault) ?? fault
  const faultOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault && wordOf(fault.fault)
  }
  const last = version.steps.at(-1)

  const sendIt = async (event: FormEvent) => {
    event.preventDefault()
    setSent(sent + 1)
    if (found.length > 0) return
    await save.mutateAsync({ params: { id }, body: sheet }).then(
      () => send.mutate({ params: { id } }),
      () => {},
    )
  }
  return (
    <Page
      title={sheet.texts.da.title === '' ? t('intervention.untitled') : sheet.texts.da.title}
      lead={t('intervention.write.lead')}
      path={path(t)}
      tags={<VersionState version={version} />}
    >
      {last?.step === 'returned' && (
        <Notice kind="warning" title={t('intervention.returned')}>
          <p>{last.comment}</p>
        </Notice>
      )}
      <form className={styles.form} onSubmit={(event) => void sendIt(event)} noValidate>
        <ErrorSummary
          title={t('intervention.faults')}
          sent={sent}
          faults={faults.map(({ field, fault }) => ({
            fieldId: `sheet-${field}`,
            message: `${named('intervention.field', field.replace('texts.da.', '')) ?? field}: ${wordOf(fault)}`,
          }))}
        />
        <SheetFields sheet={sheet} onChange={setSheet} faultOf={faultOf} />
        {(save.error ?? send.error ?? discard.error) && <Refused error={(save.error ?? send.error ?? discard.error) as Error} />}
        {save.isSuccess && !save.isPending && send.isIdle && <Notice kind="success" title={t('intervention.saved')} isLive />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={send.isPending}>
            {t('intervention.send')}
          </Button>
          <Button look="secondary" isBusy={save.isPending} onClick={() => save.mutate({ params: { id }, body: sheet })}>
            {t('intervention.saveDraft')}
          </Button>
          <Button look="quiet" onClick={() => setAsking(true)}>
            {t('intervention.discard')}
          </Button>
        </div>
      </form>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('intervention.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { id } })}>
              {t('intervention.discard.do')}
            </Button>
          </>
        }
      >
        <p>{t('intervention.discard.what')}</p>
      </Dialog>
    </Page>
  )
}

function SentSheet({ version }: { readonly version: SheetVersion }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const revise = useAct('draftIntervention', ({ id }) => go(`${mineAddress}/${id}`))
  const { sheet, state } = version
  return (
    <Page
      title={sheet.texts.da.title}
      lead={t(`intervention.where.${version.state}`)}
      path={path(t)}
      tags={<VersionState version={version} />}
      actions={
        state === 'published' && (
          <>
            <Button isBusy={revise.isPending} onClick={() => revise.mutate({ body: { sheet, revises: version.id } })}>
              {t('intervention.revise')}
            </Button>
            <LinkButton look="secondary" href={sheetAddress(version.code)}>
              {t('intervention.inCatalogue')}
            </LinkButton>
          </>
        )
      }
    >
      {revise.error && <Refused error={revise.error} />}
      <Section title={t('intervention.steps')}>
        <Steps steps={version.steps} />
      </Section>
      <SheetView sheet={sheet} />
    </Page>
  )
}
