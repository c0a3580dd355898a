/** Addresses and their pages. Rooms are fetched when somebody goes there. */
import { lazy, type MouseEvent, type ReactNode, Suspense } from 'react'
import { Route, Switch, useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { ProblemError } from '../client.ts'
import { AssociationPage } from './front/association-page.tsx'
import { FrontPage } from './front/front-page.tsx'
import { ModulePage } from './front/module-page.tsx'
import { SignInPage } from './front/sign-in-page.tsx'
import { HomePage } from './home/home-page.tsx'
import { useRead } from './server-state.ts'
import { hasSessionHere } from './session-mark.ts'
import { AccessibilityPage } from './shell/accessibility-page.tsx'
import { ContactPage } from './shell/contact-page.tsx'
import { addressFollowed } from './shell/follow-links.ts'
import { LoadedPage, MissingPage, WaitingPage } from './shell/loaded.tsx'
import { PublicFrame } from './shell/public-frame.tsx'
import { SignedInFrame } from './shell/signed-in-frame.tsx'

const FamilyPage = lazy(() => import('./family/family-page.tsx').then((room) => ({ default: room.FamilyPage })))
const ConsentPage = lazy(() => import('./family/consent-page.tsx').then((room) => ({ default: room.ConsentPage })))
const WithdrawConsentPage = lazy(() => import('./family/take-back-page.tsx').then((room) => ({ default: room.WithdrawConsentPage })))
const WithdrawFromCasePage = lazy(() => import('./family/take-back-page.tsx').then((room) => ({ default: room.WithdrawFromCasePage })))
const OptOutPage = lazy(() => import('./family/opt-out-page.tsx').then((room) => ({ default: room.OptOutPage })))
const ChildrenPage = lazy(() => import('./health/children-page.tsx').then((room) => ({ default: room.ChildrenPage })))
const ChildPage = lazy(() => import('./health/child-page.tsx').then((room) => ({ default: room.ChildPage })))
const CoveragePage = lazy(() => import('./health/coverage-page.tsx').then((room) => ({ default: room.CoveragePage })))
const QuestionnairesPage = lazy(() =>
  import('./questionnaire/questionnaires-page.tsx').then((room) => ({ default: room.QuestionnairesPage })),
)
const ReadQuestionnairePage = lazy(() =>
  import('./questionnaire/questionnaire-page.tsx').then((room) => ({ default: room.ReadQuestionnairePage })),
)
const ComposePage = lazy(() => import('./questionnaire/compose-page.tsx').then((room) => ({ default: room.ComposePage })))
const EditionPage = lazy(() => import('./questionnaire/edition-page.tsx').then((room) => ({ default: room.EditionPage })))
const DiffPage = lazy(() => import('./questionnaire/diff-page.tsx').then((room) => ({ default: room.DiffPage })))
const InstrumentsPage = lazy(() => import('./instrument/instruments-page.tsx').then((room) => ({ default: room.InstrumentsPage })))
const RecordingsPage = lazy(() => import('./recording/recordings-page.tsx').then((room) => ({ default: room.RecordingsPage })))
const OrganisationPage = lazy(() => import('./organisation/organisation-page.tsx').then((room) => ({ default: room.OrganisationPage })))
const ChooseRosterPage = lazy(() => import('./organisation/choose-roster-page.tsx').then((room) => ({ default: room.ChooseRosterPage })))
const RosterImportPage = lazy(() => import('./organisation/roster-import-page.tsx').then((room) => ({ default: room.RosterImportPage })))
const InvitationsPage = lazy(() => import('./invitation/invitations-page.tsx').then((room) => ({ default: room.InvitationsPage })))
const TroublesPage = lazy(() => import('./invitation/troubles-page.tsx').then((room) => ({ default: room.TroublesPage })))
const InvitingPage = lazy(() => import('./survey/invite-page.tsx').then((room) => ({ default: room.InvitingPage })))
const InvitePage = lazy(() => import('./survey/invite-page.tsx').then((room) => ({ default: room.InvitePage })))
const SurveysPage = lazy(() => import('./survey/surveys-page.tsx').then((room) => ({ default: room.SurveysPage })))
const PlanSurveyPage = lazy(() => import('./survey/plan-survey-page.tsx').then((room) => ({ default: room.PlanSurveyPage })))
const SurveyPage = lazy(() => import('./survey/survey-page.tsx').then((room) => ({ default: room.SurveyPage })))
const PaperPage = lazy(() => import('./paper/paper-page.tsx').then((room) => ({ default: room.PaperPage })))
const TypePage = lazy(() => import('./paper/type-page.tsx').then((room) => ({ default: room.TypePage })))
const PaperPlanPage = lazy(() => import('./paper/plan-page.tsx').then((room) => ({ default: room.PaperPlanPage })))
const LessonsPage = lazy(() => import('./lesson/lessons-page.tsx').then((room) => ({ default: room.LessonsPage })))
const WallPage = lazy(() => import('./lesson/wall-page.tsx').then((room) => ({ default: room.WallPage })))
const LessonPage = lazy(() => import('./lesson/lesson-page.tsx').then((room) => ({ default: room.LessonPage })))
const NetworkPage = lazy(() => import('./network/network-page.tsx').then((room) => ({ default: room.NetworkPage })))
const AskPage = lazy(() => import('./network/ask-page.tsx').then((room) => ({ default: room.AskPage })))
const QuestionPage = lazy(() => import('./network/question-page.tsx').then((room) => ({ default: room.QuestionPage })))
const EntryPage = lazy(() => import('./network/entry-page.tsx').then((room) => ({ default: room.EntryPage })))
const TemplatesPage = lazy(() => import('./network/templates-page.tsx').then((room) => ({ default: room.TemplatesPage })))
const NewsPage = lazy(() => import('./network/news-page.tsx').then((room) => ({ default: room.NewsPage })))
const NewsroomPage = lazy(() => import('./network/newsroom-page.tsx').then((room) => ({ default: room.NewsroomPage })))
const WriteNewsPage = lazy(() => import('./network/newsroom-page.tsx').then((room) => ({ default: room.WriteNewsPage })))
const BankPage = lazy(() => import('./bank/bank-page.tsx').then((room) => ({ default: room.BankPage })))
const NewItemPage = lazy(() => import('./bank/new-item-page.tsx').then((room) => ({ default: room.NewItemPage })))
const ItemPage = lazy(() => import('./bank/item-page.tsx').then((room) => ({ default: room.ItemPage })))
const YearPage = lazy(() => import('./year/year-page.tsx').then((room) => ({ default: room.YearPage })))
const GrantsPage = lazy(() => import('./support/grants-page.tsx').then((room) => ({ default: room.GrantsPage })))
const EnterSupportPage = lazy(() => import('./support/enter-page.tsx').then((room) => ({ default: room.EnterSupportPage })))
const OpenDataPage = lazy(() => import('./front/open-data-page.tsx').then((room) => ({ default: room.OpenDataPage })))
const WhoSeesPage = lazy(() => import('./front/who-sees-page.tsx').then((room) => ({ default: room.WhoSeesPage })))
const AuditPage = lazy(() => import('./audit/audit-page.tsx').then((room) => ({ default: room.AuditPage })))
const AuditedChildPage = lazy(() => import('./audit/child-page.tsx').then((room) => ({ default: room.AuditedChildPage })))
const InsightPage = lazy(() => import('./audit/insight-page.tsx').then((room) => ({ default: room.InsightPage })))
const PatternsPage = lazy(() => import('./audit/patterns-page.tsx').then((room) => ({ default: room.PatternsPage })))
const LedgerPage = lazy(() => import('./audit/ledger-page.tsx').then((room) => ({ default: room.LedgerPage })))
const SamplesPage = lazy(() => import('./audit/samples-page.tsx').then((room) => ({ default: room.SamplesPage })))
const SamplePage = lazy(() => import('./audit/sample-page.tsx').then((room) => ({ default: room.SamplePage })))
const CataloguePage = lazy(() => import('./intervention/catalogue-page.tsx').then((room) => ({ default: room.CataloguePage })))
const SheetPage = lazy(() => import('./intervention/sheet-page.tsx').then((room) => ({ default: room.SheetPage })))
const MinePage = lazy(() => import('./intervention/mine-page.tsx').then((room) => ({ default: room.MinePage })))
const NewSheetPage = lazy(() => import('./intervention/write-sheet-page.tsx').then((room) => ({ default: room.NewSheetPage })))
const OwnSheetPage = lazy(() => import('./intervention/write-sheet-page.tsx').then((room) => ({ default: room.OwnSheetPage })))
const ReviewPage = lazy(() => import('./intervention/review-page.tsx').then((room) => ({ default: room.ReviewPage })))
const ReviewSheetPage = lazy(() => import('./intervention/review-sheet-page.tsx').then((room) => ({ default: room.ReviewSheetPage })))
const PlansPage = lazy(() => import('./intervention/plans-page.tsx').then((room) => ({ default: room.PlansPage })))
const NewPlanPage = lazy(() => import('./intervention/new-plan-page.tsx').then((room) => ({ default: room.NewPlanPage })))
const PlanPage = lazy(() => import('./intervention/plan-page.tsx').then((room) => ({ default: room.PlanPage })))
const ReportsPage = lazy(() => import('./report/reports-page.tsx').then((room) => ({ default: room.ReportsPage })))
const EnvironmentPage = lazy(() => import('./environment/environment-page.tsx').then((room) => ({ default: room.EnvironmentPage })))
const PublishedPage = lazy(() => import('./environment/published-page.tsx').then((room) => ({ default: room.PublishedPage })))
const BoardPage = lazy(() => import('./report/board-page.tsx').then((room) => ({ default: room.BoardPage })))
const ImportPage = lazy(() => import('./report/import-page.tsx').then((room) => ({ default: room.ImportPage })))
const TrendPage = lazy(() => import('./report/trend-page.tsx').then((room) => ({ default: room.TrendPage })))
const KeyFiguresPage = lazy(() => import('./report/key-figures-page.tsx').then((room) => ({ default: room.KeyFiguresPage })))
const ResponsesPage = lazy(() => import('./report/responses-page.tsx').then((room) => ({ default: room.ResponsesPage })))
const NeedsPage = lazy(() => import('./report/needs-page.tsx').then((room) => ({ default: room.NeedsPage })))
const PresentPage = lazy(() => import('./report/use/present-page.tsx').then((room) => ({ default: room.PresentPage })))
const DialoguePage = lazy(() => import('./report/use/dialogue-page.tsx').then((room) => ({ default: room.DialoguePage })))
const PupilsPage = lazy(() => import('./report/use/pupils-page.tsx').then((room) => ({ default: room.PupilsPage })))
const PackPage = lazy(() => import('./report/use/pack-page.tsx').then((room) => ({ default: room.PackPage })))
const FeedbackPage = lazy(() => import('./report/use/feedback-page.tsx').then((room) => ({ default: room.FeedbackPage })))
const ReportPage = lazy(() => import('./report/report-page.tsx').then((room) => ({ default: room.ReportPage })))
const CasesPage = lazy(() => import('./assessment/cases-page.tsx').then((room) => ({ default: room.CasesPage })))
const NewCasePage = lazy(() => import('./assessment/new-case-page.tsx').then((room) => ({ default: room.NewCasePage })))
const CasePage = lazy(() => import('./assessment/case-page.tsx').then((room) => ({ default: room.CasePage })))
const ResultPage = lazy(() => import('./assessment/result-page.tsx').then((room) => ({ default: room.ResultPage })))
const FamilyVersionPage = lazy(() => import('./assessment/family-version-page.tsx').then((room) => ({ default: room.FamilyVersionPage })))

export function App() {
  const [, go] = useLocation()
  const follow = (event: MouseEvent) => {
    const address = addressFollowed(event)
    if (address === undefined) return
    event.preventDefault()
    go(address)
  }
  // Only links are acted on, and links bring their own keys and roles.
  return (
    <div onClick={follow} role="presentation">
      <Switch>
        <Route path="/">{() => <Front />}</Route>
        <Route path="/kontakt">{() => <Open>{() => <ContactPage />}</Open>}</Route>
        <Route path="/modul/:name">{({ name }) => <Module name={name} />}</Route>
        <Route path="/sig-nej">{() => <Open>{() => <OptOutPage />}</Open>}</Route>
        <Route path="/foreningen">{() => <Open>{() => <AssociationPage />}</Open>}</Route>
        <Route path="/nyheder">{() => <Open>{() => <NewsPage />}</Open>}</Route>
        <Route path="/inspiration">{() => <Open isWide>{(me) => <CataloguePage me={me} />}</Open>}</Route>
        <Route path={/^\/inspiration\/(?!mine$|gennemsyn$)(?<code>[a-z0-9-]+)$/}>
          {({ code = '' }) => <Open isWide>{(me) => <SheetPage me={me} code={code} />}</Open>}
        </Route>
        <Route path="/aabne-tal">{() => <Open>{() => <OpenDataPage />}</Open>}</Route>
        <Route path="/hvem-maa-se-hvad">{() => <Open>{() => <WhoSeesPage />}</Open>}</Route>
        <Route path="/umv/:municipalityId/:institutionId">
          {({ municipalityId, institutionId }) => (
            <Open>{() => <PublishedPage municipalityId={municipalityId} institutionId={institutionId} />}</Open>
          )}
        </Route>
        <Route path="/was">{() => <Open>{() => <AccessibilityPage />}</Open>}</Route>
        <Route path="/klassens-time/:id/tavle">
          {({ id }) => (
            <Closed>
              {(me) => <Suspense fallback={<WaitingPage />}>{may(me, 'lesson.lead') ? <WallPage id={id} /> : <MissingPage />}</Suspense>}
            </Closed>
          )}
        </Route>
        <Route path="/rapporter/:id/vis">
          {({ id }) => (
            <Closed>
              {(me) => (
                <Suspense fallback={<WaitingPage />}>{may(me, 'report.read') ? <PresentPage surveyId={id} /> : <MissingPage />}</Suspense>
              )}
            </Closed>
          )}
        </Route>
        <Route>{() => <Closed>{(me) => <Rooms me={me} />}</Closed>}</Route>
      </Switch>
    </div>
  )
}

function Rooms({ me }: { readonly me: Me }) {
  return (
    <SignedInFrame me={me}>
      <Suspense fallback={<WaitingPage />}>
        <Switch>
          <Route path="/hjem">{() => <HomePage me={me} />}</Route>
          {may(me, 'family.read') && <Route path="/min-familie">{() => <FamilyPage me={me} />}</Route>}
          {may(me, 'family.write') && (
            <Route path="/min-familie/samtykke/:pupilId/:surveyId">
              {({ pupilId, surveyId }) => <ConsentPage me={me} pupilId={pupilId} surveyId={surveyId} />}
            </Route>
          )}
          {may(me, 'family.write') && (
            <Route path="/min-familie/traek-tilbage/:pupilId/:surveyId">
              {({ pupilId, surveyId }) => <WithdrawConsentPage pupilId={pupilId} surveyId={surveyId} />}
            </Route>
          )}
          {may(me, 'family.write') && <Route path="/min-familie/plus/:id">{({ id }) => <WithdrawFromCasePage id={id} />}</Route>}
          {may(me, 'health.read') && <Route path="/mine-boern">{() => <ChildrenPage />}</Route>}
          {may(me, 'health.read') && <Route path="/mine-boern/:id">{({ id }) => <ChildPage me={me} id={id} />}</Route>}
          {may(me, 'health.coverage') && <Route path="/sundhedspleje/daekning">{() => <CoveragePage />}</Route>}
          {may(me, 'support.grant') && <Route path="/support">{() => <GrantsPage me={me} />}</Route>}
          {may(me, 'support.use') && <Route path="/hjaelp-en-kommune">{() => <EnterSupportPage />}</Route>}
          {may(me, 'organisation.read') && <Route path="/organisation">{() => <OrganisationPage me={me} />}</Route>}
          {may(me, 'roster.import') && <Route path="/organisation/import">{() => <ChooseRosterPage />}</Route>}
          {may(me, 'roster.import') && <Route path="/organisation/import/:id">{({ id }) => <RosterImportPage id={id} />}</Route>}
          {may(me, 'survey.read') && <Route path="/undersoegelser">{() => <SurveysPage me={me} />}</Route>}
          {may(me, 'survey.plan') && <Route path="/undersoegelser/ny">{() => <PlanSurveyPage me={me} id={null} />}</Route>}
          {may(me, 'paper.enter') && <Route path="/papir">{() => <PaperPage me={me} />}</Route>}
          {may(me, 'paper.enter') && <Route path="/papir/:id">{({ id }) => <TypePage me={me} id={id} />}</Route>}
          {may(me, 'survey.plan') && <Route path="/undersoegelser/:id/papir">{({ id }) => <PaperPlanPage id={id} />}</Route>}
          {may(me, 'survey.plan') && <Route path="/undersoegelser/:id/plan">{({ id }) => <PlanSurveyPage me={me} id={id} />}</Route>}
          {may(me, 'survey.invite') && <Route path="/inviter">{() => <InvitingPage />}</Route>}
          {may(me, 'survey.invite') && <Route path="/undersoegelser/:id/inviter">{({ id }) => <InvitePage id={id} />}</Route>}
          {may(me, 'invitation.read') && (
            <Route path="/undersoegelser/:id/invitationer">{({ id }) => <InvitationsPage me={me} id={id} />}</Route>
          )}
          {may(me, 'invitation.send') && (
            <Route path="/undersoegelser/:id/invitationer/ikke-naaet-frem">{({ id }) => <TroublesPage id={id} />}</Route>
          )}
          {may(me, 'survey.read') && <Route path="/undersoegelser/:id">{({ id }) => <SurveyPage me={me} id={id} />}</Route>}
          {may(me, 'lesson.lead') && <Route path="/klassens-time">{() => <LessonsPage />}</Route>}
          {may(me, 'lesson.lead') && <Route path="/klassens-time/:id">{({ id }) => <LessonPage id={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter">{() => <ReportsPage me={me} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/noegletal">{({ id }) => <KeyFiguresPage me={me} surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/udvikling">{({ id }) => <TrendPage me={me} surveyId={id} />}</Route>}
          {may(me, 'figures.import') && <Route path="/rapporter/:id/tidligere-tal">{({ id }) => <ImportPage surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/tavle">{({ id }) => <BoardPage surveyId={id} />}</Route>}
          {may(me, 'environment.read') && <Route path="/rapporter/:id/umv">{({ id }) => <EnvironmentPage me={me} surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/svar">{({ id }) => <ResponsesPage me={me} surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/behov">{({ id }) => <NeedsPage me={me} surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/samtale">{({ id }) => <DialoguePage surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/brug">{({ id }) => <PackPage me={me} surveyId={id} />}</Route>}
          {may(me, 'feedback.write') && <Route path="/rapporter/:id/vi-gjorde">{({ id }) => <FeedbackPage surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id/elevudgave">{({ id }) => <PupilsPage surveyId={id} />}</Route>}
          {may(me, 'report.read') && <Route path="/rapporter/:id">{({ id }) => <ReportPage me={me} surveyId={id} />}</Route>}
          {may(me, 'bank.read') && <Route path="/oplaesning/:code">{({ code }) => <RecordingsPage me={me} code={code} />}</Route>}
          {may(me, 'questionnaire.read') && <Route path="/spoergeskemaer">{() => <QuestionnairesPage me={me} />}</Route>}
          {may(me, 'questionnaire.compose') && (
            <Route path="/spoergeskemaer/sammensaet/:id">{({ id }) => <ComposePage me={me} id={id} />}</Route>
          )}
          {may(me, 'edition.read') && <Route path="/spoergeskemaer/version/:id">{({ id }) => <EditionPage me={me} id={id} />}</Route>}
          {may(me, 'questionnaire.read') && <Route path="/spoergeskemaer/:code/forskelle">{({ code }) => <DiffPage code={code} />}</Route>}
          {may(me, 'questionnaire.read') && (
            <Route path="/spoergeskemaer/:code">{({ code }) => <ReadQuestionnairePage me={me} code={code} />}</Route>
          )}
          {may(me, 'survey.read') && <Route path="/aaret">{() => <YearPage me={me} />}</Route>}
          {may(me, 'instrument.read') && <Route path="/instrumenter">{() => <InstrumentsPage me={me} />}</Route>}
          {may(me, 'bank.read') && <Route path="/spoergebank">{() => <BankPage me={me} />}</Route>}
          {may(me, 'bank.write') && <Route path="/spoergebank/nyt">{() => <NewItemPage />}</Route>}
          {may(me, 'bank.read') && (
            <Route path={/^\/spoergebank\/spoergsmaal\/(?<code>[a-z0-9-]+)(?:\/(?<part>oversaettelse|kommentarer|historik))?$/}>
              {({ code = '', part }) => <ItemPage me={me} code={code} ending={part} />}
            </Route>
          )}
          {may(me, 'audit.read') && <Route path="/databeskyttelse">{() => <AuditPage />}</Route>}
          {may(me, 'audit.read') && <Route path="/databeskyttelse/barn">{() => <AuditedChildPage />}</Route>}
          {may(me, 'audit.read') && <Route path="/databeskyttelse/barn/:id">{({ id }) => <InsightPage id={id} />}</Route>}
          {may(me, 'audit.read') && <Route path="/databeskyttelse/moenstre">{() => <PatternsPage />}</Route>}
          {may(me, 'ledger.read') && <Route path="/databeskyttelse/sendt-ud">{() => <LedgerPage />}</Route>}
          {may(me, 'audit.review') && <Route path="/databeskyttelse/stikproever">{() => <SamplesPage />}</Route>}
          {may(me, 'audit.review') && <Route path="/databeskyttelse/stikproever/:id">{({ id }) => <SamplePage id={id} />}</Route>}
          {may(me, 'network.read') && <Route path="/netvaerk">{() => <NetworkPage me={me} />}</Route>}
          {may(me, 'network.write') && <Route path="/netvaerk/spoerg">{() => <AskPage me={me} />}</Route>}
          {may(me, 'network.write') && <Route path="/netvaerk/mig">{() => <EntryPage me={me} />}</Route>}
          {may(me, 'network.read') && <Route path="/netvaerk/spoergsmaal/:id">{({ id }) => <QuestionPage me={me} id={id} />}</Route>}
          {may(me, 'network.read') && <Route path="/skabeloner">{() => <TemplatesPage />}</Route>}
          {may(me, 'news.write') && <Route path="/nyheder/rediger">{() => <NewsroomPage />}</Route>}
          {may(me, 'news.write') && <Route path="/nyheder/rediger/:id">{({ id }) => <WriteNewsPage id={id} />}</Route>}
          {may(me, 'intervention.write') && <Route path="/inspiration/mine">{() => <MinePage />}</Route>}
          {may(me, 'intervention.write') && <Route path="/inspiration/mine/ny">{() => <NewSheetPage />}</Route>}
          {may(me, 'intervention.write') && <Route path="/inspiration/mine/:id">{({ id }) => <OwnSheetPage id={id} />}</Route>}
          {may(me, 'intervention.review') && <Route path="/inspiration/gennemsyn">{() => <ReviewPage me={me} />}</Route>}
          {may(me, 'intervention.review') && (
            <Route path="/inspiration/gennemsyn/:id">{({ id }) => <ReviewSheetPage me={me} id={id} />}</Route>
          )}
          {may(me, 'plan.read') && <Route path="/handleplaner">{() => <PlansPage me={me} />}</Route>}
          {may(me, 'plan.write') && <Route path="/handleplaner/ny">{() => <NewPlanPage me={me} />}</Route>}
          {may(me, 'plan.read') && <Route path="/handleplaner/:id">{({ id }) => <PlanPage me={me} id={id} />}</Route>}
          {may(me, 'assessment.start') && <Route path="/plus">{() => <CasesPage me={me} />}</Route>}
          {may(me, 'assessment.start') && <Route path="/plus/ny">{() => <NewCasePage me={me} />}</Route>}
          {may(me, 'assessment.work') && <Route path="/plus/:id">{({ id }) => <CasePage id={id} />}</Route>}
          {may(me, 'assessment.work') && <Route path="/plus/:id/resultat">{({ id }) => <ResultPage id={id} me={me} />}</Route>}
          {may(me, 'assessment.work') && <Route path="/plus/:id/familien">{({ id }) => <FamilyVersionPage id={id} />}</Route>}
          <Route>{() => <MissingPage />}</Route>
        </Switch>
      </Suspense>
    </SignedInFrame>
  )
}

/** Who is signed in. Where there is no session the server is not asked, for it would only refuse. */
function useMe() {
  const hasSession = hasSessionHere()
  const me = useRead('getMe', undefined, { isEnabled: hasSession })
  const isSignedOut = !hasSession || (me.error instanceof ProblemError && me.error.problem === 'not-signed-in')
  return { me, isSignedOut }
}

/** The front page greets everybody; who is signed in gets a way home from it. */
function Front() {
  const { me, isSignedOut } = useMe()
  return <FrontPage me={isSignedOut ? undefined : me.data} />
}

function Module({ name }: { readonly name: string }) {
  const { me, isSignedOut } = useMe()
  return <ModulePage name={name} me={isSignedOut ? undefined : me.data} />
}

/** A page that everybody may read, in the frame of whoever reads it. */
function Open({ children, isWide = false }: { readonly children: (me?: Me) => ReactNode; readonly isWide?: boolean }) {
  const { me, isSignedOut } = useMe()
  const page = <Suspense fallback={<WaitingPage />}>{children(isSignedOut ? undefined : me.data)}</Suspense>
  if (me.data && !isSignedOut) return <SignedInFrame me={me.data}>{page}</SignedInFrame>
  return me.isPending && !isSignedOut ? null : <PublicFrame isWide={isWide}>{page}</PublicFrame>
}

/** A page for who is signed in; the way back here is kept for afterwards. */
function Closed({ children }: { readonly children: (me: Me) => ReactNode }) {
  const [path] = useLocation()
  const search = useSearch()
  const { me, isSignedOut } = useMe()
  if (isSignedOut) return <SignInPage returnTo={search === '' ? path : `${path}?${search}`} />
  if (me.data) return children(me.data)
  return (
    <PublicFrame>
      <LoadedPage query={me}>{children}</LoadedPage>
    </PublicFrame>
  )
}
