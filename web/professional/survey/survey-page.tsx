/** One survey: how far it has come by school and class, and its end. Never who, never what. */
import { languageNames, respondentLanguages, type RespondentLanguage } from '#domain/text/text.ts'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import type { SurveyProgress } from '#api/survey.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { InvitationsPart } from '../invitation/survey-part.tsx'
import { useAct, useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import { aboutAddress } from './about-address.ts'
import { informationLetterAddress, lettersAddress, optOutLettersAddress } from './letters-address.ts'
import { ordinals } from './grades.ts'
import { shownState, SurveyState } from './survey-state.tsx'
import { Turnout } from './turnout.tsx'

const askAgainMs = 10_000

export function SurveyPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const survey = useRead(
    'getSurvey',
    { params: { id } },
    { everyMs: (known) => (known?.state === 'open' || known?.state === 'closed') && askAgainMs },
  )
  return <LoadedPage query={survey}>{(known) => <Progress me={me} survey={known} />}</LoadedPage>
}

function Progress({ me, survey }: { readonly me: Me; readonly survey: SurveyProgress }) {
  const { t, percent, period, list, language } = useWords()
  const mayPlan = may(me, 'survey.plan')
  const mayReport = may(me, 'report.read')
  const shown = shownState(survey, today())
  const lead = useLead(survey)
  const { title, answered, invited } = survey
  const about = (
    <LinkButton href={aboutAddress(me.municipality.id, survey.id)} look="secondary" target="_blank" iconAfter="external">
      {t('survey.page.about')}
    </LinkButton>
  )
  return (
    <Page
      title={
        shown === 'draft' ? t('survey.page.title.draft', { title }) : t('survey.page.title', { title, percent: percent(answered, invited) })
      }
      tab={t('survey.page.tab', { title })}
      lead={lead}
      path={[{ label: t('survey.tab'), href: addresses.survey }]}
      tags={
        <>
          <SurveyState survey={survey} today={today()} />
          <Tag tone="neutral">{period(survey.opensOn, survey.closesOn)}</Tag>
          {shown !== 'draft' && <Tag tone="neutral">{t('survey.page.answered', { answered, invited })}</Tag>}
          {survey.grades.length > 0 && (
            <Tag tone="neutral">{t('survey.page.grades', { grades: list(ordinals(survey.grades, language)) })}</Tag>
          )}
          {survey.isRolling && <Tag tone="neutral">{t('survey.page.rolling')}</Tag>}
          {survey.track === 'health' && <Tag tone="neutral">{t('survey.page.track.health')}</Tag>}
        </>
      }
      actions={
        <>
          {shown === 'draft' && mayPlan && (
            <LinkButton href={`${addresses.survey}/${survey.id}/plan`}>{t('survey.page.continue')}</LinkButton>
          )}
          {survey.isRolling && shown === 'open' && may(me, 'survey.invite') && (
            <LinkButton href={`${addresses.survey}/${survey.id}/inviter`}>{t('survey.page.invite')}</LinkButton>
          )}
          {mayReport && shown !== 'draft' && <LinkButton href={`${addresses.report}/${survey.id}`}>{t('survey.page.report')}</LinkButton>}
          {mayPlan && survey.state === 'open' && <CloseSurvey survey={survey} isNext={shown === 'over'} />}
          {(shown === 'open' || shown === 'over') && about}
          {mayPlan && (shown === 'draft' || shown === 'open') && (
            <LinkButton href={`${addresses.survey}/${survey.id}/papir`} look="secondary">
              {t('paper.plan.link')}
            </LinkButton>
          )}
          {may(me, 'information.print') && shown !== 'closed' && (
            <LinkButton href={informationLetterAddress(survey.id, language)} look="secondary" target="_blank" iconAfter="external">
              {t('survey.page.letter')}
            </LinkButton>
          )}
          {mayPlan && shown === 'draft' && <DiscardSurvey survey={survey} />}
        </>
      }
    >
      {may(me, 'information.print') && shown !== 'closed' && <OtherLanguages surveyId={survey.id} besides={language} />}
      {may(me, 'invitation.read') && (shown === 'open' || shown === 'draft') && <InvitationsPart me={me} surveyId={survey.id} />}
      {survey.institutions.length > 0 && (
        <Section title={t(survey.grades.length > 0 ? 'survey.page.institutions' : 'survey.page.places')}>
          <p className="quiet">{t(survey.wayIn === 'link' ? 'survey.page.who.byLink' : 'survey.page.who')}</p>
          <FoldList
            rows={survey.institutions.map((institution) => ({
              key: institution.id,
              name: institution.name,
              aside: <Turnout label={institution.name} answered={institution.answered} invited={institution.invited} />,
              more: <Classes institution={institution} survey={survey} hasLetters={shown === 'open' && may(me, 'letter.print')} />,
            }))}
          />
        </Section>
      )}
    </Page>
  )
}

function useLead({ state, closesOn, invited, answered, wayIn }: SurveyProgress): string {
  const { t, counted, day } = useWords()
  const missing = invited - answered
  const date = day(closesOn)
  if (state === 'draft') return t('survey.page.lead.draft')
  if (state === 'closed') return t('survey.page.lead.closed')
  if (state === 'sealed') return t('survey.page.lead.sealed')
  if (closesOn < today()) return t('survey.page.lead.over', { date })
  if (wayIn === 'link') return missing === 0 ? t('survey.page.lead.allPeople') : counted('survey.page.lead.people', missing, { date })
  return missing === 0 ? t('survey.page.lead.all') : counted('survey.page.lead.open', missing, { date })
}

type ClassesProps = {
  readonly institution: SurveyProgress['institutions'][number]
  readonly survey: SurveyProgress
  readonly hasLetters: boolean
}

function Classes({ institution, survey, hasLetters }: ClassesProps) {
  const { t } = useWords()
  const isByLink = survey.wayIn === 'link'
  const letters = ({ id, answered, invited }: ClassesProps['institution']['classes'][number]) =>
    answered < invited ? (
      <a href={lettersAddress(survey.id, id)} target="_blank" rel="noopener">
        {t('survey.page.letters.print')}
      </a>
    ) : (
      t('survey.page.letters.done')
    )
  return (
    <Table
      caption={t('survey.page.classesOf', { institution: institution.name })}
      isCaptionHidden
      narrow="fold"
      rows={institution.classes}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', heading: t(isByLink ? 'survey.page.room' : 'survey.page.class'), isName: true, cell: ({ name }) => name },
        ...(isByLink
          ? hasLetters
            ? [{ key: 'letters', heading: t('survey.page.letters'), cell: letters }]
            : []
          : [
              {
                key: 'lesson',
                heading: t('survey.page.lesson'),
                cell: ({ lesson }: ClassesProps['institution']['classes'][number]) => t(`survey.lesson.${lesson}`),
              },
              ...(hasLetters && survey.track === 'statistics'
                ? [
                    {
                      key: 'optOut',
                      heading: t('survey.page.optOut'),
                      cell: ({ id }: ClassesProps['institution']['classes'][number]) => (
                        <a href={optOutLettersAddress(survey.id, id)} target="_blank" rel="noopener">
                          {t('survey.page.optOut.print')}
                        </a>
                      ),
                    },
                  ]
                : []),
            ]),
        {
          key: 'answered',
          heading: t('survey.column.answered'),
          cell: ({ name, answered, invited }) => <Turnout label={name} answered={answered} invited={invited} />,
        },
      ]}
    />
  )
}

/** Closing is the primary thing to do only when the time is over. */
function CloseSurvey({ survey, isNext }: { readonly survey: SurveyProgress; readonly isNext: boolean }) {
  const { t, counted, day } = useWords()
  const [isAsking, setAsking] = useState(false)
  const close = useAct('closeSurvey', () => setAsking(false))
  const { title, answered, invited, closesOn } = survey
  const missing = invited - answered
  return (
    <>
      <Button look={isNext ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>
        {t('survey.close')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('survey.close.title', { title })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={close.isPending} onClick={() => close.mutate({ params: { id: survey.id } })}>
              {t('survey.close.yes')}
            </Button>
          </>
        }
      >
        <p>
          <strong>
            {t('survey.close.answered', { answered, invited })} {missing > 0 && counted('survey.close.missing', missing)}{' '}
            {!isNext && t('survey.close.early', { date: day(closesOn) })}
          </strong>
        </p>
        <ul>
          <li>{t('survey.close.sealed')}</li>
          <li>{t('survey.close.deleted')}</li>
          <li>{t('survey.close.final')}</li>
        </ul>
        {close.error && <Refused error={close.error} />}
      </Dialog>
    </>
  )
}

function DiscardSurvey({ survey }: { readonly survey: SurveyProgress }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const of = { params: { id: survey.id } }
  const discard = useAct('discardSurvey', () => go(addresses.survey), {
    takesAway: [
      ['getSurvey', of],
      ['getInvitations', of],
    ],
  })
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('survey.discard')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('survey.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { id: survey.id } })}>
              {t('survey.discard.yes')}
            </Button>
          </>
        }
      >
        <p>{t('survey.discard.text', { title: survey.title })}</p>
        {discard.error && <Refused error={discard.error} />}
      </Dialog>
    </>
  )
}

/** The information letter in the languages of the families, by the languages' own names. */
function OtherLanguages({ surveyId, besides }: { readonly surveyId: string; readonly besides: RespondentLanguage }) {
  const { t } = useWords()
  return (
    <p className="cluster small">
      <span className="quiet">{t('survey.page.letter.others')}</span>
      {respondentLanguages
        .filter((language) => language !== besides)
        .map((language) => (
          <a key={language} href={informationLetterAddress(surveyId, language)} target="_blank" rel="noreferrer" lang={language}>
            {languageNames[language]}
          </a>
        ))}
    </p>
  )
}
