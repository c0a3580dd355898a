/** Those who have answered, side by side: what they see alike, what differently, and what has changed. */
import { useState } from 'react'
import { toTalkAbout } from '#domain/assessment/meeting.ts'
import { agreement } from '#domain/instrument/agreement.ts'
import type { AssessmentView } from '#api/assessment.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { AnswerByAnswer } from './answer-by-answer.tsx'
import styles from './assessment.module.css'
import { answeredIn, answeredRounds, caseAddress, changesOf, plain, readingOrder, systemsTold, withPlain } from './case-facts.ts'
import { LookLogged } from './look-logged.tsx'
import { Changes, useChangeTitle } from './changes.tsx'
import { Estimate } from './estimate.tsx'
import { useScoreName } from './names.ts'
import { Profile } from './profile.tsx'
import { Talk } from './talk.tsx'

export function ResultPage({ id, me }: { readonly id: string; readonly me: Me }) {
  const found = useRead('getAssessment', { params: { id } })
  return <LoadedPage query={found}>{(view) => <Result view={view} me={me} />}</LoadedPage>
}

function Result({ view, me }: { readonly view: AssessmentView; readonly me: Me }) {
  const { t, counted, language } = useWords()
  const scoreName = useScoreName(view)
  const { childName: name } = view
  const rounds = answeredRounds(view)
  const [round, setRound] = useState(rounds[0] ?? 1)
  const [chosen, setSystem] = useState('')
  const answered = answeredIn(view, round)
  const withoutBands = t('assessment.result.plain')
  const definition = withPlain(view.definition, answered, { da: withoutBands, en: withoutBands })
  const told = systemsTold(view.definition, answered)
  const system = told.find(({ code }) => code === chosen) ?? told[0] ?? definition.bandSystems.at(-1)
  const systemCode = system?.code ?? plain
  const followed = changesOf(view, system === undefined ? [] : readingOrder(definition, system).map(({ code }) => code))
  const hasChange = followed.length > 0
  const change = useChangeTitle(view, followed)
  const agreements = agreement(
    definition,
    systemCode,
    answered.map(({ score }) => score),
  )
  if (!system || !agreements) throw new Error('an instrument without bands')
  const topics = toTalkAbout(definition, systemCode, agreements)
  const title = () => {
    const [first] = topics
    if (told.length === 0 && answered.length > 0) return t('assessment.result.title.plain', { name })
    if (hasChange && round === rounds[0]) return t('assessment.result.title.change', { name, change })
    if (first === undefined) return t('assessment.result.title.nothing', { name })
    return t(`assessment.result.title.${first.why}`, { name, score: scoreName(first.score) })
  }
  return (
    <Page
      title={title()}
      tab={t('assessment.result.tab')}
      lead={counted('assessment.result.lead', answered.length)}
      path={[
        { label: t('assessment.tab'), href: addresses.assessment },
        { label: name, href: caseAddress(view.id) },
      ]}
      actions={
        <>
          <LinkButton href={`${caseAddress(view.id)}/familien`}>{t('assessment.result.family')}</LinkButton>
          <Button look="secondary" icon="print" onClick={() => window.print()}>
            {t('assessment.print')}
          </Button>
        </>
      }
    >
      {!view.instrument.isValidated && (
        <Notice kind="warning" title={t('assessment.result.example.title')}>
          <p>{t('assessment.result.example.text', { instrument: view.instrument.name[language] })}</p>
        </Notice>
      )}
      <div className={styles.columns}>
        <div className={styles.line}>
          <Changes view={view} system={system} followed={followed} />
          <section className={styles.part} aria-labelledby="profile-title">
            <h2 id="profile-title">{t('assessment.result.profile')}</h2>
            <div className={`${styles.choices} no-print`}>
              {rounds.length > 1 && (
                <Select
                  label={t('assessment.result.round')}
                  value={String(round)}
                  onChange={(value) => setRound(Number(value))}
                  options={rounds.map((one) => ({
                    value: String(one),
                    label: one === 1 ? t('assessment.result.round.first') : t('assessment.result.round.later', { round: String(one - 1) }),
                  }))}
                />
              )}
              {told.length > 1 && (
                <Select
                  label={t('assessment.result.system')}
                  value={systemCode}
                  onChange={setSystem}
                  options={told.map((one) => ({
                    value: one.code,
                    label: t('assessment.result.system.option', { system: one.name[language], norm: one.norm.name[language] }),
                  }))}
                />
              )}
            </div>
            <Profile view={view} system={system} answered={answered} agreements={agreements} />
          </section>
          <Estimate key={round} me={me} view={view} answered={answered} />
          <AnswerByAnswer view={view} answered={answered} />
        </div>
        <div className={styles.aside}>
          <Talk view={view} topics={topics} />
          <Notice title={t('assessment.result.difference.title')}>
            <p>{t('assessment.result.difference.text')}</p>
          </Notice>
          <LookLogged view={view} />
        </div>
      </div>
    </Page>
  )
}
