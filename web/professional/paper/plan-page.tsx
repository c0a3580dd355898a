/** Whether a survey takes paper, who types, and the forms to print. */
import { useState } from 'react'
import type { PaperPlan } from '#api/paper.ts'
import type { SurveyProgress } from '#api/survey.ts'
import { languageNames, type RespondentLanguage } from '#domain/text/text.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './paper.module.css'

export function PaperPlanPage({ id }: { readonly id: string }) {
  const { t } = useWords()
  const survey = useRead('getSurvey', { params: { id } })
  const plan = useRead('getPaperPlan', { params: { id } })
  return (
    <LoadedPage query={survey}>
      {(known) => (
        <LoadedPage query={plan}>
          {(chosen) => (
            <Page
              title={t('paper.plan.title', { title: known.title })}
              tab={t('paper.plan.tab')}
              path={[
                { label: t('survey.tab'), href: addresses.survey },
                { label: known.title, href: `${addresses.survey}/${id}` },
              ]}
              lead={t('paper.plan.lead')}
            >
              <Choose key={JSON.stringify(chosen)} id={id} plan={chosen} />
              {chosen.takesPaper && <Print survey={known} languages={chosen.languages} />}
            </Page>
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

function Choose({ id, plan }: { readonly id: string; readonly plan: PaperPlan }) {
  const { t, named } = useWords()
  const [takesPaper, setTakesPaper] = useState(plan.takesPaper)
  const [typists, setTypists] = useState<readonly string[]>(plan.people.filter(({ isNamed }) => isNamed).map(({ id: of }) => of))
  const save = useAct('choosePaper')
  const canChoose = takesPaper && plan.track === 'statistics'
  const isNobody = canChoose && plan.people.length > 0 && typists.length === 0
  const [hasTried, setHasTried] = useState(false)
  return (
    <div className={styles.choose}>
      {plan.isFixed ? (
        <Notice title={t(plan.takesPaper ? 'paper.plan.fixed.yes' : 'paper.plan.fixed.no')} />
      ) : (
        <Checkboxes
          label={t('paper.plan.tab')}
          help={t('paper.plan.takes.help')}
          look="plain"
          options={[{ value: 'paper', label: t('paper.plan.takes') }]}
          values={takesPaper ? ['paper'] : []}
          onChange={(values) => setTakesPaper(values.length > 0)}
        />
      )}
      {takesPaper && plan.track === 'health' && <p>{t('paper.plan.health')}</p>}
      {canChoose &&
        (plan.people.length === 0 ? (
          <Notice kind="warning" title={t('paper.plan.who.none')} />
        ) : (
          <Checkboxes
            label={t('paper.plan.who')}
            help={t('paper.plan.who.help')}
            error={isNobody && hasTried ? t('paper.plan.who.missing') : undefined}
            look="plain"
            options={plan.people.map(({ id: of, name, role }) => ({ value: of, label: `${name}, ${named('role', role) ?? role}` }))}
            values={typists}
            onChange={setTypists}
          />
        ))}
      {save.error && <Refused error={save.error} />}
      {(!plan.isFixed || canChoose) && (
        <Button
          isBusy={save.isPending}
          onClick={() => {
            setHasTried(true)
            if (!isNobody) save.mutate({ params: { id }, body: { takesPaper, typists: canChoose ? [...typists] : [] } })
          }}
        >
          {t('paper.plan.save')}
        </Button>
      )}
      {save.isSuccess && <Notice kind="success" isLive title={t('paper.plan.saved')} />}
    </div>
  )
}

function Print({ survey, languages }: { readonly survey: SurveyProgress; readonly languages: PaperPlan['languages'] }) {
  const { t } = useWords()
  const [language, setLanguage] = useState<RespondentLanguage>('da')
  const forms = `/api/v1/surveys/${encodeURIComponent(survey.id)}/paper`
  return (
    <Section title={t('paper.plan.print')}>
      <p>
        {t(
          survey.track === 'health'
            ? 'paper.plan.print.byName'
            : survey.state === 'open'
              ? 'paper.plan.print.text'
              : 'paper.plan.print.open',
        )}
      </p>
      <div className={styles.choose}>
        <Select
          label={t('paper.plan.language')}
          value={language}
          onChange={(value) => setLanguage(languages.find((one) => one === value) ?? 'da')}
          options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
        <LinkButton href={`${forms}/specimen?language=${language}`} look="secondary" target="_blank" iconAfter="external">
          {t('paper.plan.specimen')}
        </LinkButton>
      </div>
      {survey.state === 'open' &&
        survey.track !== 'health' &&
        survey.institutions.map(({ id, name, classes }) => (
          <div key={id}>
            <h3>{name}</h3>
            <ul className={styles.forms}>
              {classes
                .filter(({ answered, invited }) => answered < invited)
                .map((group) => (
                  <li key={group.id}>
                    <a href={`${forms}/forms?${new URLSearchParams({ classId: group.id, language })}`} target="_blank" rel="noopener">
                      {t('paper.plan.forms', { class: group.name })}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
    </Section>
  )
}
