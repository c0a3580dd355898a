/** What is agreed in a plan: the same fields when it is made and when it is changed. */
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { holdsCpr } from '#domain/network/no-child.ts'
import { themes, type Theme } from '#domain/questionnaire/themes.ts'
import { longestDecision } from '#domain/report/use/decision.ts'
import type { PlanTerms } from '#api/intervention.ts'
import { Button } from '../../design/button/button.tsx'
import { ErrorSummary, type FieldFault } from '../../design/error-summary/error-summary.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { useRead } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './intervention.module.css'

const DayField = lazy(() => import('../survey/day-field.tsx').then((room) => ({ default: room.DayField })))

export type PlanFormProps = {
  readonly terms: PlanTerms
  readonly onChange: (terms: PlanTerms) => void
  /** What the figure is taken from: its questionnaire's questions are offered. */
  readonly questionnaire: { readonly code: string; readonly version: string } | undefined
  readonly onSend: () => void
  readonly isBusy: boolean
  readonly error: Error | null
  readonly sendLabel: string
  readonly cancelAddress: string
  readonly onCancel?: () => void
  /** Fields that come before: where and measured by what. */
  readonly children?: React.ReactNode
}

export function PlanForm({
  terms,
  onChange,
  questionnaire,
  onSend,
  isBusy,
  error,
  sendLabel,
  cancelAddress,
  onCancel,
  children,
}: PlanFormProps) {
  const { t } = useWords()
  const [sent, setSent] = useState(0)
  const set = (part: Partial<PlanTerms>) => onChange({ ...terms, ...part })
  const faults: readonly FieldFault[] =
    sent === 0
      ? []
      : [
          ...(terms.title.trim() === '' ? [{ fieldId: 'plan-title', message: t('actionPlan.title.error') }] : []),
          ...(terms.owner.trim() === '' ? [{ fieldId: 'plan-owner', message: t('actionPlan.owner.error') }] : []),
          ...(holdsCpr(terms.aim) ? [{ fieldId: 'plan-aim', message: t('problem.text-holds-cpr') }] : []),
          ...(terms.startsOn === '' ? [{ fieldId: 'plan-starts', message: t('actionPlan.startsOn.error') }] : []),
          ...(terms.dueOn === '' || terms.dueOn < terms.startsOn ? [{ fieldId: 'plan-due', message: t('actionPlan.dueOn.error') }] : []),
        ]
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.message
  const send = (event: FormEvent) => {
    event.preventDefault()
    setSent(sent + 1)
    const isWhole =
      terms.title.trim() !== '' &&
      terms.owner.trim() !== '' &&
      terms.startsOn !== '' &&
      terms.dueOn >= terms.startsOn &&
      !holdsCpr(terms.aim)
    if (isWhole) onSend()
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <ErrorSummary title={t('actionPlan.faults')} faults={faults} sent={sent} />
      <TextField
        id="plan-title"
        label={t('actionPlan.title')}
        help={t('actionPlan.title.help')}
        error={faultOf('plan-title')}
        value={terms.title}
        maxLength={longestDecision}
        onChange={(title) => set({ title })}
      />
      {children}
      <Select
        label={t('intervention.facet.theme')}
        options={themes.map((theme) => ({ value: theme, label: t(`intervention.theme.${theme}`) }))}
        value={terms.theme}
        onChange={(theme) => set({ theme: theme as Theme, item: null })}
      />
      {questionnaire && <ItemField terms={terms} questionnaire={questionnaire} onChange={(item) => set({ item })} />}
      <SheetField terms={terms} onChange={(interventionCode) => set({ interventionCode })} />
      <LongText
        id="plan-aim"
        label={t('actionPlan.aim')}
        help={t('actionPlan.aim.help')}
        error={faultOf('plan-aim')}
        value={terms.aim}
        onChange={(aim) => set({ aim })}
      />
      <TextField
        id="plan-owner"
        label={t('actionPlan.owner')}
        help={t('actionPlan.owner.help')}
        error={faultOf('plan-owner')}
        value={terms.owner}
        maxLength={120}
        onChange={(owner) => set({ owner })}
      />
      <Suspense fallback={<Spinner />}>
        <div className={styles.pair}>
          <DayField
            id="plan-starts"
            label={t('actionPlan.startsOn')}
            error={faultOf('plan-starts')}
            value={terms.startsOn}
            onChange={(startsOn) => set({ startsOn })}
          />
          <DayField
            id="plan-due"
            label={t('actionPlan.dueOn')}
            error={faultOf('plan-due')}
            value={terms.dueOn}
            onChange={(dueOn) => set({ dueOn })}
          />
        </div>
      </Suspense>
      {error && <Refused error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={isBusy}>
          {sendLabel}
        </Button>
        <LinkButton href={cancelAddress} look="quiet" onClick={onCancel}>
          {t('shell.cancel')}
        </LinkButton>
      </div>
    </form>
  )
}

/** The question whose next figure will tell. */
function ItemField({
  terms,
  questionnaire,
  onChange,
}: {
  readonly terms: PlanTerms
  readonly questionnaire: { readonly code: string; readonly version: string }
  readonly onChange: (item: string | null) => void
}) {
  const { t, language } = useWords()
  const asked = useRead('getQuestionnaire', { params: { ...questionnaire } })
  if (asked.data === undefined) return null
  const { questionnaire: definition, texts } = asked.data
  const items = definition.items.filter(({ theme }) => theme === terms.theme)
  return (
    <Select
      label={t('actionPlan.item')}
      help={t('actionPlan.item.help')}
      options={[
        { value: '', label: t('actionPlan.item.whole') },
        ...items.map(({ code }) => ({ value: code, label: texts[language].items[code]?.question ?? code })),
      ]}
      value={items.some(({ code }) => code === terms.item) ? (terms.item ?? '') : ''}
      onChange={(item) => onChange(item === '' ? null : item)}
    />
  )
}

/** Sheets of the theme, and the one that is chosen already. */
function SheetField({ terms, onChange }: { readonly terms: PlanTerms; readonly onChange: (code: string | null) => void }) {
  const { t, language } = useWords()
  const catalogue = useRead('listInterventions', { query: {} })
  const cards = catalogue.data?.cards ?? []
  const fitting = cards.filter(({ code, themes: own }) => code === terms.interventionCode || own.includes(terms.theme))
  return (
    <Select
      label={t('actionPlan.sheet')}
      options={[
        { value: '', label: t('actionPlan.sheet.none') },
        ...fitting.map(({ code, texts }) => ({ value: code, label: texts[language].title })),
      ]}
      value={fitting.some(({ code }) => code === terms.interventionCode) ? (terms.interventionCode ?? '') : ''}
      onChange={(code) => onChange(code === '' ? null : code)}
    />
  )
}
