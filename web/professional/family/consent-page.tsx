/** Samtykke, before the first question: three answers, explained alike, and none chosen beforehand. */
import { useEffect, useRef, useState } from 'react'
import type { FamilyChild } from '#api/family.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { aboutAddress } from '../survey/about-address.ts'
import { AnswerButton } from './answer-button.tsx'
import { type Invitation, subjectOf } from './family-facts.ts'
import { InvitationFacts } from './invitation-facts.tsx'
import { useNextSentence } from './next-sentence.ts'
import styles from './family-page.module.css'

type ConsentPageProps = { readonly me: Me; readonly pupilId: string; readonly surveyId: string }

export function ConsentPage({ me, pupilId, surveyId }: ConsentPageProps) {
  const query = useRead('getFamily', undefined)
  const [isSaved, setSaved] = useState(false)
  return (
    <LoadedPage query={query}>
      {({ children }) => {
        const child = children.find((one) => one.pupilId === pupilId)
        const invitation = child?.invitations.find((one) => one.surveyId === surveyId)
        if (!child || !invitation) return <MissingPage />
        if (isSaved && invitation.decision !== 'none') return <Saved child={child} invitation={invitation} />
        if (!invitation.mayDecide) return <MissingPage />
        return <Decide me={me} child={child} invitation={invitation} onSaved={() => setSaved(true)} />
      }}
    </LoadedPage>
  )
}

const decisions = ['given', 'refused', 'declined'] as const
type Chosen = (typeof decisions)[number]

type DecideProps = { readonly me: Me; readonly child: FamilyChild; readonly invitation: Invitation; readonly onSaved: () => void }

function Decide({ me, child, invitation, onSaved }: DecideProps) {
  const { t } = useWords()
  const { surveyId, decision } = invitation
  const [chosen, setChosen] = useState<Chosen | null>(decision === 'none' ? null : decision)
  const [isMissing, setMissing] = useState(false)
  const decide = useAct('decideConsent', onSaved)
  const subject = subjectOf(child, invitation)
  const name = firstNameOf(child.name)
  return (
    <Page
      title={t(`family.decide.title.${subject}`, { name })}
      tab={t('family.decide.tab')}
      lead={t(subject === 'self' ? 'family.decide.lead.self' : 'family.decide.lead')}
      path={[{ label: t('family.tab'), href: addresses.family }]}
    >
      <div className={styles.before}>
        <h2 className={styles.survey}>{invitation.title}</h2>
        <InvitationFacts me={me} child={child} invitation={invitation} subject={subject} />
        <p>
          <a href={aboutAddress(me.municipality.id, surveyId)}>{t('family.questions')}</a>
        </p>
      </div>
      <form
        className={styles.decide}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen === null) return setMissing(true)
          decide.mutate({ body: { pupilId: child.pupilId, surveyId, decision: chosen } })
        }}
      >
        <Radios
          label={t('family.decide.choose')}
          error={isMissing ? t('family.decide.missing') : undefined}
          options={decisions.map((one) => ({
            value: one,
            label: <strong>{t(`family.decide.${one}.${subject}`)}</strong>,
            help: t(`family.decide.${one}.help.${subject}`, { name }),
          }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value as Chosen)
            setMissing(false)
          }}
        />
        {decide.error !== null && <Refused error={decide.error} />}
        <div className="cluster">
          <Button type="submit" isBusy={decide.isPending}>
            {t('family.decide.save')}
          </Button>
          <LinkButton look="quiet" href={addresses.family}>
            {t('family.decide.back')}
          </LinkButton>
        </div>
      </form>
    </Page>
  )
}

/** It is decided: said in the heading, with what may be done now. */
function Saved({ child, invitation }: { readonly child: FamilyChild; readonly invitation: Invitation }) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const sentence = useNextSentence()(child, invitation)
  const isSelf = subjectOf(child, invitation) === 'self'
  // The form is gone: the reader is moved to what came of it.
  useEffect(() => place.current?.querySelector<HTMLElement>('h1')?.focus(), [])
  if (invitation.decision === 'none') return null
  return (
    <div ref={place}>
      <Page
        title={t(
          invitation.decision === 'declined' && isSelf ? 'family.decide.saved.declined.self' : `family.decide.saved.${invitation.decision}`,
        )}
        tab={t('family.decide.tab')}
        lead={sentence}
        path={[{ label: t('family.tab'), href: addresses.family }]}
        actions={
          <>
            {invitation.mayAnswer && <AnswerButton child={child} invitation={invitation} />}
            <LinkButton look={invitation.mayAnswer ? 'quiet' : 'primary'} href={addresses.family}>
              {t('family.decide.back')}
            </LinkButton>
          </>
        }
      />
    </div>
  )
}
