/** One invitation: who asks, who answers, who reads, until when, and the one thing to do now. */
import type { FamilyChild } from '#api/family.ts'
import type { Me } from '#api/session.ts'
import { Card } from '../../design/card/card.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { aboutAddress } from '../survey/about-address.ts'
import { AnswerButton } from './answer-button.tsx'
import { consentAddress } from './family-addresses.ts'
import { type Invitation, nextOf, subjectOf } from './family-facts.ts'
import { InvitationFacts } from './invitation-facts.tsx'
import { useNextSentence } from './next-sentence.ts'
import styles from './family-page.module.css'

type InvitationCardProps = { readonly me: Me; readonly child: FamilyChild; readonly invitation: Invitation }

export function InvitationCard({ me, child, invitation }: InvitationCardProps) {
  const { t, day } = useWords()
  const next = nextOf(invitation)
  const sentence = useNextSentence()(child, invitation)
  const isOver = next === 'answered' || next === 'closed'
  return (
    <Card
      level={4}
      look={next === 'choose' ? 'warm' : 'plain'}
      heading={invitation.title}
      footer={
        !isOver && (
          <div className="cluster">
            {next === 'choose' && (
              <LinkButton
                href={consentAddress(child.pupilId, invitation.surveyId)}
                iconAfter="forward"
                aria-label={`${t('family.choose')}: ${invitation.title}`}
              >
                {t('family.choose')}
              </LinkButton>
            )}
            {next === 'answer' && (
              <AnswerButton child={child} invitation={invitation} look={invitation.decision === 'given' ? 'primary' : 'secondary'} />
            )}
            <LinkButton look="quiet" href={aboutAddress(me.municipality.id, invitation.surveyId)} iconAfter="forward">
              {t('family.questions')}
            </LinkButton>
            {next !== 'choose' && invitation.mayDecide && (
              <LinkButton look="quiet" href={consentAddress(child.pupilId, invitation.surveyId)}>
                {t('family.chooseAgain')}
              </LinkButton>
            )}
          </div>
        )
      }
    >
      <p>
        <State
          invitation={invitation}
          day={day}
          isTheirs={child.relation === 'custody' && child.decidesAlone && invitation.respondent !== 'parent'}
          name={firstNameOf(child.name)}
        />
      </p>
      {sentence !== undefined && <p className={styles.next}>{sentence}</p>}
      {!isOver && <InvitationFacts me={me} child={child} invitation={invitation} subject={subjectOf(child, invitation)} />}
    </Card>
  )
}

type StateProps = {
  readonly invitation: Invitation
  readonly day: (day: string) => string
  /** It is the young person's to decide, and theirs to tell. */
  readonly isTheirs: boolean
  readonly name: string
}

function State({ invitation, day, isTheirs, name }: StateProps) {
  const { t } = useWords()
  const { answeredOn, closesOn, decision, mayDecide } = invitation
  if (isTheirs) return <Tag tone="neutral">{t('family.state.own', { name })}</Tag>
  if (answeredOn !== null)
    return (
      <Tag tone="success" icon="check">
        {t('family.state.answered', { date: day(answeredOn) })}
      </Tag>
    )
  if (!invitation.isOpen) return <Tag tone="neutral">{t('family.state.closed', { date: day(closesOn) })}</Tag>
  if (decision === 'none' && !mayDecide) return <Tag tone="neutral">{t('family.state.none.others')}</Tag>
  return decision === 'given' ? (
    <Tag tone="success" icon="check">
      {t('family.state.given')}
    </Tag>
  ) : (
    <Tag tone={decision === 'none' ? 'action' : 'neutral'}>{t(`family.state.${decision}`)}</Tag>
  )
}
