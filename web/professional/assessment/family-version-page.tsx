/** The same for the family: plain sentences to read together, and to print. */
import { useEffect, useRef, useState } from 'react'
import { agreement } from '#domain/instrument/agreement.ts'
import { toTalkAbout } from '#domain/assessment/meeting.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useReadAloud } from '../../design/read-aloud/read-aloud.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './assessment.module.css'
import { answeredIn, answeredRounds, caseAddress, changesOf, systemsTold } from './case-facts.ts'
import { certainOf } from './changes.tsx'
import { useInformantName, useScoreName } from './names.ts'
import { isGood } from './talk.tsx'

export function FamilyVersionPage({ id }: { readonly id: string }) {
  const found = useRead('getAssessment', { params: { id } })
  return <LoadedPage query={found}>{(view) => <FamilyVersion view={view} />}</LoadedPage>
}

function FamilyVersion({ view }: { readonly view: AssessmentView }) {
  const { t, day, list, language } = useWords()
  const nameOf = useInformantName()
  const nameOfScore = useScoreName(view)
  // What it takes up is no area like the others: it is said of it all.
  const scoreName = (code: string) => (code === view.definition.impact?.code ? t('assessment.family.whole') : nameOfScore(code))
  const share = useAct('shareFamilyVersion', () => window.print())
  const name = firstName(view.childName)
  const answered = answeredIn(view, answeredRounds(view)[0] ?? 1)
  const system = systemsTold(view.definition, answered)[0]?.code ?? ''
  const scores = answered.map(({ score }) => score)
  const topics = toTalkAbout(view.definition, system, agreement(view.definition, system, scores) ?? [])
  const codes = [...new Set(topics.map(({ score }) => score))]
  const followed = changesOf(view, codes)
  const certain = certainOf(followed)
  const goals = view.goals.filter(({ state }) => state !== 'dropped')
  const letter = useRef<HTMLDivElement>(null)
  const [words, setWords] = useState('')
  useEffect(() => setWords(letter.current?.innerText ?? ''), [view, language])
  const readAloud = useReadAloud(words, language)
  return (
    <Page
      title={t('assessment.family.title', { name })}
      tab={t('assessment.family.tab')}
      lead={t('assessment.family.lead', { name })}
      path={[
        { label: t('assessment.tab'), href: addresses.assessment },
        { label: view.childName, href: caseAddress(view.id) },
      ]}
      actions={
        <>
          <Button icon="print" isBusy={share.isPending} onClick={() => share.mutate({ params: { id: view.id } })}>
            {t('assessment.family.share')}
          </Button>
          {readAloud && (
            <Button look="secondary" icon={readAloud.isReading ? 'stop' : 'speaker'} onClick={readAloud.toggle}>
              {t(readAloud.isReading ? 'assessment.family.quiet' : 'assessment.family.listen')}
            </Button>
          )}
          <LinkButton href={caseAddress(view.id)} look="quiet">
            {t('assessment.back')}
          </LinkButton>
        </>
      }
    >
      <p className={`${styles.quiet} no-print`}>{t('assessment.family.share.text')}</p>
      {share.error && <Refused error={share.error} />}
      <div className={styles.letter} ref={letter}>
        <section>
          <h2>{t('assessment.family.who')}</h2>
          <p>{list(answered.map(({ informant }) => nameOf(informant)))}</p>
        </section>
        <section>
          <h2>{t('assessment.family.good')}</h2>
          {topics.some(isGood) ? (
            <ul>
              {topics.map(({ score, why }) =>
                why === 'strength' || why === 'goesWell' ? (
                  <li key={score}>{t(`assessment.family.good.${why}`, { score: scoreName(score) })}</li>
                ) : null,
              )}
            </ul>
          ) : (
            <p>{t('assessment.family.good.none')}</p>
          )}
        </section>
        <section>
          <h2>{t('assessment.family.more')}</h2>
          {topics.every(isGood) ? (
            <p>{t('assessment.family.more.none')}</p>
          ) : (
            <ul>
              {topics.map(({ score, why }) =>
                why === 'strength' || why === 'goesWell' ? null : (
                  <li key={score}>{t(`assessment.family.more.${why}`, { score: scoreName(score) })}</li>
                ),
              )}
            </ul>
          )}
          <p>{t('assessment.family.different')}</p>
        </section>
        {followed.length > 0 && (
          <section>
            <h2>{t('assessment.family.change')}</h2>
            {certain.length === 0 ? (
              <p>{t('assessment.family.change.none')}</p>
            ) : (
              <ul>
                {certain.map(({ code, outcome, followed: { after } }) => (
                  <li key={`${after.informant.id} ${code}`}>
                    {t(`assessment.family.change.${outcome}`, { who: nameOf(after.informant), score: scoreName(code) })}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <section>
          <h2>{t('assessment.family.goals')}</h2>
          {goals.length === 0 ? (
            <p>{t('assessment.family.goals.none')}</p>
          ) : (
            <ul>
              {goals.map(({ id, text, who, dueOn }) => (
                <li key={id}>{t('assessment.family.goal', { goal: text, who, date: day(dueOn) })}</li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2>{t('assessment.family.seen')}</h2>
          <p>{t('assessment.family.seen.text', { people: list(view.members.map((member) => member.name)) })}</p>
        </section>
        {!view.instrument.isValidated && <p className={styles.quiet}>{t('assessment.family.example', { name })}</p>}
      </div>
    </Page>
  )
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
