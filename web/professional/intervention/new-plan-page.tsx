/** A new plan: where, what, who and when, and which figure will tell. */
import { useLocation, useSearch } from 'wouter'
import { institutionBound } from '#domain/access/actor.ts'
import { isTheme } from '#domain/questionnaire/themes.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { PlanTerms } from '#api/intervention.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { BegunBefore } from '../shell/begun-before.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { useUnsent } from '../shell/use-unsent.ts'
import { today } from '../today.ts'
import { firstToTell, isPlannable, toPlanFrom } from './first-to-tell.ts'
import { planAddress, readPlanStart } from './plan-address.ts'
import { PlanForm } from './plan-form.tsx'

type Listed = Output<'listReports'>

export function NewPlanPage({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => (
        <Page
          title={t('actionPlan.new')}
          lead={t('actionPlan.new.lead')}
          path={[{ label: t('actionPlan.tab'), href: addresses.actionPlan }]}
        >
          <NewPlan me={me} reports={rows} />
        </Page>
      )}
    </LoadedPage>
  )
}

/** Half a year from a day: long enough for something to change, short enough to remember. */
function halfAYearAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + 6, Math.min(date, 28))).toISOString().slice(0, 10)
}

function NewPlan({ me, reports: all }: { readonly me: Me; readonly reports: Listed }) {
  const { t, schoolYear, language } = useWords()
  const [, go] = useLocation()
  const search = useSearch()
  const start = readPlanStart(search)
  // Whose role sees the municipality has institutions only where the login gave the role for those alone.
  const isBound = institutionBound.includes(me.role) || me.institutions.length > 0
  const fitting = toPlanFrom(all, isBound)
  const reports = all.filter((row) => row.surveyId === start.surveyId || fitting.includes(row))
  const own = me.institutions.map(({ id, name }) => ({ value: `institution:${id}`, label: name }))
  const unsent = useUnsent(`plan?${search}`, (): PlanTerms & { readonly unit: string; readonly surveyId: string } => ({
    title: start.title ?? '',
    aim: '',
    owner: '',
    startsOn: today(),
    dueOn: halfAYearAfter(today()),
    theme: start.theme !== undefined && isTheme(start.theme) ? start.theme : 'wellbeing',
    item: start.item ?? null,
    interventionCode: start.sheet ?? null,
    unit: start.unit ?? own[0]?.value ?? 'municipality',
    surveyId: start.surveyId ?? firstToTell(all, isBound)?.surveyId ?? '',
  }))
  const { unit, surveyId, ...terms } = unsent.value
  const survey = reports.find((row) => row.surveyId === surveyId)
  const units = survey
    ? survey.units.filter((one) => isPlannable(one, isBound)).map((unit) => ({ value: unit.unit, label: unitName(unit, language) }))
    : isBound
      ? own
      : [{ value: 'municipality', label: me.municipality.name }, ...own]
  const chosen = units.some(({ value }) => value === unit) ? unit : (units[0]?.value ?? unit)
  const make = useAct('startPlan', ({ id }) => {
    unsent.clear()
    go(planAddress(id))
  })
  const { decided, title, surveyId: decidedBy, unit: decidedFor } = start
  const carriesOut =
    decided === undefined || title === undefined || decidedBy === undefined || decidedFor === undefined
      ? {}
      : { decided: { surveyId: decidedBy, unit: decidedFor, title } }

  return (
    <>
      <BegunBefore unsent={unsent} />
      <PlanForm
        terms={terms}
        onChange={unsent.change}
        questionnaire={survey?.questionnaire}
        isBusy={make.isPending}
        error={make.error}
        onSend={() => make.mutate({ body: { ...terms, unit: chosen, surveyId: survey?.surveyId ?? null, ...carriesOut } })}
        sendLabel={t('actionPlan.make')}
        cancelAddress={addresses.actionPlan}
        onCancel={unsent.clear}
      >
        {reports.length > 0 && (
          <Select
            label={t('actionPlan.survey')}
            help={t('actionPlan.survey.help')}
            options={[
              ...reports.map((row) => ({ value: row.surveyId, label: `${schoolYear(row.schoolYear)}: ${row.title}` })),
              { value: '', label: t('actionPlan.survey.none') },
            ]}
            value={surveyId}
            onChange={(surveyId) => unsent.change({ surveyId })}
          />
        )}
        <Select label={t('actionPlan.unit')} options={units} value={chosen} onChange={(unit) => unsent.change({ unit })} />
      </PlanForm>
    </>
  )
}
