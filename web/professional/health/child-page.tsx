/** Barnet: the preparation of a talk with one child, or with its parents. Why it is opened comes first. */
import { useSearch } from 'wouter'
import type { OpenedChild } from '#api/health.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded, LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { ProtectedMark } from '../shell/protected-name.tsx'
import { today } from '../today.ts'
import { AllAnswers } from './all-answers.tsx'
import { AskAbout } from './ask-about.tsx'
import { childAddress, readOpening } from './child-address.ts'
import { Logged } from './logged.tsx'
import { Note } from './note.tsx'
import { type OpenedResponse, useChildAct, useOpenedChild } from './opened-child.ts'
import { PurposePage } from './purpose-page.tsx'
import { Changes, GoesWell, Wished } from './talk.tsx'
import { wordingOf } from './answer-words.ts'
import styles from './child-page.module.css'

export function ChildPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const opening = readOpening(useSearch())
  if (opening.purpose === undefined) return <PurposePage id={id} />
  // Another purpose, or another response, is another opening.
  return <Opened key={`${opening.purpose} ${opening.response}`} me={me} id={id} purpose={opening.purpose} response={opening.response} />
}

type OpenedProps = Required<Pick<ReturnType<typeof readOpening>, 'purpose'>> & {
  readonly me: Me
  readonly id: string
  readonly response: string | undefined
}

function Opened({ me, id, purpose, response }: OpenedProps) {
  const query = useOpenedChild(id, purpose, response)
  return <LoadedPage query={query}>{(child) => <Child me={me} child={child} />}</LoadedPage>
}

function Child({ me, child }: { readonly me: Me; readonly child: OpenedChild }) {
  const { t, day, named, language } = useWords()
  const { response, consent } = child
  const asked = useRead(
    'getPublished',
    {
      params: {
        municipalityId: me.municipality.id,
        code: response?.questionnaire.code ?? '',
        version: response?.questionnaire.version ?? '',
      },
    },
    { isEnabled: response !== null },
  )
  return (
    <Page
      title={t('child.title', { name: child.name, class: child.className })}
      path={[{ label: t('child.path'), href: addresses.children }]}
      lead={
        response &&
        t(`child.lead.${response.respondent}`, {
          name: firstNameOf(child.name),
          questionnaire: asked.data?.texts[language].title ?? response.survey.title,
          date: day(response.answeredOn),
        })
      }
      tags={
        <>
          {child.isProtected && <ProtectedMark />}
          <Tag tone="neutral">{child.institution}</Tag>
          {response?.isOnPaper && <Tag tone="neutral">{t('child.onPaper')}</Tag>}
          {consent.decision === 'given' && consent.on !== null && (
            <Tag tone="neutral">
              {consent.decides === 'custodyHolder' && consent.by !== null
                ? t('child.consent.custodyHolderBy', { by: consent.by, date: day(consent.on) })
                : t(`child.consent.${consent.decides}`, { date: day(consent.on) })}
            </Tag>
          )}
        </>
      }
      actions={
        response && (
          <>
            <Journal child={child} response={response} />
            <Button look="secondary" icon="print" onClick={() => window.print()}>
              {t('child.print')}
            </Button>
          </>
        )
      }
    >
      <Logged>
        <span>{t('child.logged', { purpose: named('purpose', child.purpose) ?? child.purpose })}</span>
        <a className="no-print" href={childAddress(child.pupilId)}>
          {t('child.changePurpose')}
        </a>
      </Logged>
      <p className={styles.printed}>{t('child.printed', { date: day(today()) })}</p>
      <History child={child} />
      {response === null ? (
        <Unanswered child={child} />
      ) : (
        <Loaded query={asked}>
          {({ texts, questionnaire }) => {
            const wording = wordingOf(questionnaire, texts[language], language)
            return (
              <div className={styles.talk}>
                <Wished name={firstNameOf(child.name)} response={response} wording={wording} />
                <GoesWell answers={response.goesWell} wording={wording} />
                <AskAbout pupilId={child.pupilId} response={response} wording={wording} />
                <div className={styles.beside}>
                  <Changes changes={response.changes} wording={wording} />
                  <Note key={child.pupilId} pupilId={child.pupilId} note={child.note} />
                </div>
                <AllAnswers pupilId={child.pupilId} response={response} wording={wording} />
              </div>
            )
          }}
        </Loaded>
      )}
    </Page>
  )
}

/** Nobody has answered by name: that is said, and why, as far as the family has decided. */
function Unanswered({ child }: { readonly child: OpenedChild }) {
  const { t, period } = useWords()
  const { survey, decision } = child.consent
  return (
    <>
      <EmptyState title={t('child.unanswered.title')}>
        <p>{t(`child.unanswered.${decision}`)}</p>
        <p className="quiet small">
          {t('child.unanswered.survey', { survey: survey.title, period: period(survey.opensOn, survey.closesOn) })}
        </p>
      </EmptyState>
      <div className={styles.alone}>
        <Note key={child.pupilId} pupilId={child.pupilId} note={child.note} />
      </div>
    </>
  )
}

/** What was answered before, when there is more than one. */
function History({ child }: { readonly child: OpenedChild }) {
  const { t, day } = useWords()
  if (child.responses.length < 2) return null
  return (
    <nav className={styles.history} aria-label={t('child.history')}>
      <span className="quiet">{t('child.history')}</span>
      <ul className={styles.years}>
        {child.responses.map(({ id, survey, answeredOn }, place) => (
          <li key={id}>
            <a
              href={childAddress(child.pupilId, { purpose: child.purpose, response: place === 0 ? undefined : id })}
              aria-current={id === child.response?.id ? 'page' : undefined}
            >
              {t('child.history.item', { questionnaire: survey.title, date: day(answeredOn) })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Journal({ child, response }: { readonly child: OpenedChild; readonly response: OpenedResponse }) {
  const { t, day } = useWords()
  const set = (journalled: OpenedResponse['journalled']) => (held: OpenedChild) => ({
    ...held,
    response: held.response && { ...held.response, journalled },
  })
  const mark = useChildAct('markJournalled', child.pupilId, (held, { journalled }) => set(journalled)(held))
  const unmark = useChildAct('unmarkJournalled', child.pupilId, (held) => set(null)(held))
  const given = { params: { id: response.id } }
  const error = mark.error ?? unmark.error
  return (
    <>
      {response.journalled === null ? (
        <Button icon="check" isBusy={mark.isPending} onClick={() => mark.mutate(given)}>
          {t('child.journal.mark')}
        </Button>
      ) : (
        <>
          <span role="status">
            <Tag tone="success" icon="check">
              {t('child.journal.done', { date: day(response.journalled.on), by: response.journalled.by })}
            </Tag>
          </span>
          <Button look="quiet" isBusy={unmark.isPending} onClick={() => unmark.mutate(given)}>
            {t('child.journal.undo')}
          </Button>
        </>
      )}
      {error !== null && <Refused error={error} />}
    </>
  )
}
