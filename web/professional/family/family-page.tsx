/** Mine svar og mit barn: what a family is invited to, has agreed to and answered, and who has looked. */
import type { FamilyChild } from '#api/family.ts'
import type { FamilyFeedback } from '#api/feedback.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { MissedLessons } from '../lesson/missed-lessons.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { Cases } from './cases.tsx'
import { Consents } from './consents.tsx'
import { countWaiting, inOrder, ownToAnswer, waitingFirst } from './family-facts.ts'
import { InvitationCard } from './invitation-card.tsx'
import { Looks } from './looks.tsx'
import { OwnResponses } from './own-responses.tsx'
import { ParentsSee } from './parents-see.tsx'
import { OwnSurveys, SurveysAhead } from './surveys-ahead.tsx'
import { ToldBack } from './told-back.tsx'
import styles from './family-page.module.css'

/** Who reads the page. A pupil gets fewer and shorter words. */
export type Voice = 'parent' | 'pupil' | 'youngPerson'

export function voiceOf({ role }: Pick<Me, 'role'>): Voice {
  return role === 'pupil' || role === 'youngPerson' ? role : 'parent'
}

export function FamilyPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const query = useRead('getFamily', undefined)
  const voice = voiceOf(me)
  const missed = useRead('listMissedLessons', undefined, { isEnabled: voice !== 'parent' })
  return (
    <LoadedPage query={query}>
      {({ children, feedback }) => {
        const waiting = countWaiting(children)
        const own = ownToAnswer(children) + (missed.data?.length ?? 0)
        return (
          <Page
            title={
              waiting > 0
                ? counted(`family.title.${voice}`, waiting)
                : own > 0
                  ? counted('family.title.own', own)
                  : t(`family.title.none.${voice}`)
            }
            tab={t('family.tab')}
            lead={t(`family.lead.${voice}`)}
          >
            {voice !== 'parent' && <MissedLessons />}
            {voice !== 'parent' && children[0] && <ParentsSee child={children[0]} />}
            {children.length === 0 && (
              <EmptyState title={t('family.nobody.title')}>
                <p>{t('family.nobody')}</p>
              </EmptyState>
            )}
            {waitingFirst(children).map((child) => (
              <Child key={child.pupilId} me={me} child={child} voice={voice} feedback={feedback} />
            ))}
            <section className={styles.worry} aria-labelledby="worry">
              <h2 id="worry">{t('family.worry.title')}</h2>
              <p>{t(voice === 'pupil' ? 'family.worry.pupil' : 'family.worry')}</p>
              <LinkButton look="secondary" href="/kontakt">
                {t('family.worry.action')}
              </LinkButton>
            </section>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

type ChildProps = {
  readonly me: Me
  readonly child: FamilyChild
  readonly voice: Voice
  readonly feedback: readonly FamilyFeedback[]
}

function Child({ me, child, voice, feedback }: ChildProps) {
  const { t } = useWords()
  const id = `child-${child.pupilId}`
  return (
    <section className={styles.child} aria-labelledby={id}>
      <div>
        <h2 id={id}>{child.name}</h2>
        <p className="quiet">{t('family.place', { class: child.className, institution: child.institution })}</p>
      </div>
      {voice === 'parent' && child.decidesAlone && (
        <Notice title={t('family.decidesAlone.title', { name: firstNameOf(child.name) })}>
          {t('family.decidesAlone.text', { name: firstNameOf(child.name) })}
        </Notice>
      )}
      <OwnSurveys me={me} child={child} voice={voice} />
      {(child.invitations.length > 0 || ownToAnswer([child]) === 0) && (
        <div className={styles.part}>
          <h3>{t(`family.invitations.${voice}`)}</h3>
          {child.invitations.length === 0 && (
            <p>{t(child.relation === 'self' ? 'family.invitations.none.self' : 'family.invitations.none')}</p>
          )}
          {inOrder(child.invitations).map((invitation) => (
            <InvitationCard key={invitation.surveyId} me={me} child={child} invitation={invitation} />
          ))}
        </div>
      )}
      <ToldBack pupilId={child.pupilId} feedback={feedback} />
      <SurveysAhead me={me} child={child} voice={voice} />
      <Cases child={child} />
      <Looks looks={child.looks} voice={voice} />
      <OwnResponses me={me} child={child} voice={voice} />
      <Consents child={child} voice={voice} />
    </section>
  )
}
