/** Operation → handler, exhaustive: an operation without a handler does not compile. */
import type { OperationName, operations } from '#api/operations.ts'
import { answerCloseSample } from './audit/close-sample.ts'
import { answerDrawSample } from './audit/draw-sample.ts'
import { answerExportAuditEvents } from './audit/export-audit-events.ts'
import { answerFindAuditedChild } from './audit/find-audited-child.ts'
import { answerGetAuditAnchor } from './audit/get-audit-anchor.ts'
import { answerFindAuditedStaff } from './audit/find-audited-staff.ts'
import { answerGetLooksAtChild } from './audit/get-looks-at-child.ts'
import { answerGetSample } from './audit/get-sample.ts'
import { answerJudgeSampleItem } from './audit/judge-sample-item.ts'
import { answerListAuditEvents } from './audit/list-audit-events.ts'
import { answerListAuditPatterns } from './audit/list-audit-patterns.ts'
import { answerListSamples } from './audit/list-samples.ts'
import type { Handler } from './http/handle.ts'
import { answerListAssessments } from './assessment/list-assessments.ts'
import { answerFindChild } from './assessment/find-child.ts'
import { answerStartAssessment } from './assessment/start-assessment.ts'
import { answerGetAssessment } from './assessment/get-assessment.ts'
import { answerRecordAssessmentConsent } from './assessment/record-assessment-consent.ts'
import { answerInviteInformant } from './assessment/invite-informant.ts'
import { answerGetInformantLink } from './assessment/get-informant-link.ts'
import { answerRemindInformant } from './assessment/remind-informant.ts'
import { answerWithdrawInformant } from './assessment/withdraw-informant.ts'
import { answerGetInformantAnswers } from './assessment/get-informant-answers.ts'
import { answerGetPrediction } from './assessment/get-prediction.ts'
import { answerSetGoal } from './assessment/set-goal.ts'
import { answerConcludeGoal } from './assessment/conclude-goal.ts'
import { answerStartFollowUp } from './assessment/start-follow-up.ts'
import { answerChangeMembers } from './assessment/change-members.ts'
import { answerShareFamilyVersion } from './assessment/share-family-version.ts'
import { answerCloseAssessment } from './assessment/close-assessment.ts'
import { answerEnterAssessment } from './assessment/enter-assessment.ts'
import { answerSaveInformantAnswers } from './assessment/save-informant-answers.ts'
import { answerSubmitInformantResponse } from './assessment/submit-informant-response.ts'
import { answerDeclineInformant } from './assessment/decline-informant.ts'
import { answerCountWaiting } from './health/count-waiting.ts'
import { answerListChildren } from './health/list-children.ts'
import { answerGetChild } from './health/get-child.ts'
import { answerFlagAnswer } from './health/flag-answer.ts'
import { answerHideAnswer } from './health/hide-answer.ts'
import { answerUnhideAnswer } from './health/unhide-answer.ts'
import { answerSaveNote } from './health/save-note.ts'
import { answerMarkJournalled } from './health/mark-journalled.ts'
import { answerUnmarkJournalled } from './health/unmark-journalled.ts'
import { answerGetCoverage } from './health/get-coverage.ts'
import { answerSaveHealthAnswers } from './health/save-answers.ts'
import { answerSubmitHealthResponse } from './health/submit-response.ts'
import { answerDeclineHealthResponse } from './health/decline-response.ts'
import { answerGetFamily } from './family/get-family.ts'
import { answerDecideConsent } from './family/decide-consent.ts'
import { answerWithdrawConsent } from './family/withdraw-consent.ts'
import { answerOpenOwnInvitation } from './family/open-own-invitation.ts'
import { answerOpenOptOut, answerSayNoByCode } from './family/opt-out-letter.ts'
import { answerSayNo } from './family/say-no.ts'
import { answerWithdrawFromCase } from './family/withdraw-from-case.ts'
import { answerListLessons } from './lesson/list-lessons.ts'
import { answerOpenLesson } from './lesson/open-lesson.ts'
import { answerGetLesson } from './lesson/get-lesson.ts'
import { answerGetSlips } from './lesson/get-slips.ts'
import { answerGetLessonBoard } from './lesson/get-lesson-board.ts'
import { answerListLessonPupils } from './lesson/list-lesson-pupils.ts'
import { answerShowSlip } from './lesson/show-slip.ts'
import { answerRenewSlip } from './lesson/renew-slip.ts'
import { answerPauseLesson } from './lesson/pause-lesson.ts'
import { answerResumeLesson } from './lesson/resume-lesson.ts'
import { answerEndLesson } from './lesson/end-lesson.ts'
import { answerListMissedLessons } from './lesson/list-missed-lessons.ts'
import { answerOpenMissedLesson } from './lesson/open-missed-lesson.ts'
import { answerListReferencePersons } from './network/list-reference-persons.ts'
import { answerSaveReferencePerson } from './network/save-reference-person.ts'
import { answerRemoveReferencePerson } from './network/remove-reference-person.ts'
import { answerListNetworkQuestions } from './network/list-network-questions.ts'
import { answerGetNetworkQuestion } from './network/get-network-question.ts'
import { answerAskNetwork } from './network/ask-network.ts'
import { answerWithdrawNetworkQuestion } from './network/withdraw-network-question.ts'
import { answerAnswerNetwork } from './network/answer-network.ts'
import { answerWithdrawNetworkAnswer } from './network/withdraw-network-answer.ts'
import { answerListNews } from './network/list-news.ts'
import { answerListNewsToEdit } from './network/list-news-to-edit.ts'
import { answerSaveNews } from './network/save-news.ts'
import { answerDeleteNews } from './network/delete-news.ts'
import { answerListTemplates } from './network/list-templates.ts'
import { answerGetDiscussion } from './network/get-discussion.ts'
import { answerWriteComment } from './network/write-comment.ts'
import { answerTakeBackComment } from './network/take-back-comment.ts'
import { answerGiveTask } from './network/give-task.ts'
import { answerFinishTask } from './network/finish-task.ts'
import { answerListMyTasks } from './network/list-my-tasks.ts'
import { answerApproveRosterImport } from './organisation/approve-roster-import.ts'
import { answerDiscardRosterImport } from './organisation/discard-roster-import.ts'
import { answerGetRosterImport } from './organisation/get-roster-import.ts'
import { answerListInstitutions } from './organisation/list-institutions.ts'
import { answerListRosterImports } from './organisation/list-roster-imports.ts'
import { answerReadRoster } from './organisation/read-roster.ts'
import { answerGetPublished } from './questionnaire/get-published.ts'
import { answerListInstruments } from './instrument/list-instruments.ts'
import { answerSuggestInstrument } from './instrument/suggest-instrument.ts'
import { answerDeleteRecording } from './recording/delete-recording.ts'
import { answerGetRecording } from './recording/get-recording.ts'
import { answerListRecordings } from './recording/list-recordings.ts'
import { answerListWordsToRead } from './recording/list-words-to-read.ts'
import { answerSaveRecording } from './recording/save-recording.ts'
import { answerGetQuestionnaire } from './questionnaire/get-questionnaire.ts'
import { answerListCompositions } from './composition/list-compositions.ts'
import { answerGetComposition } from './composition/get-composition.ts'
import { answerDraftComposition } from './composition/draft-composition.ts'
import { answerSaveComposition } from './composition/save-composition.ts'
import { answerDiscardComposition } from './composition/discard-composition.ts'
import { answerPublishComposition } from './composition/publish-composition.ts'
import { answerListAskedThisYear } from './composition/list-asked-this-year.ts'
import { answerListEditions } from './edition/list-editions.ts'
import { answerGetEdition } from './edition/get-edition.ts'
import { answerDraftEdition } from './edition/draft-edition.ts'
import { answerSaveEdition } from './edition/save-edition.ts'
import { answerDiscardEdition } from './edition/discard-edition.ts'
import { answerCommentEdition } from './edition/comment-edition.ts'
import { answerResolveEditionComment } from './edition/resolve-edition-comment.ts'
import { answerRecordPilot } from './edition/record-pilot.ts'
import { answerSignOffPilot } from './edition/sign-off-pilot.ts'
import { answerPublishEdition } from './edition/publish-edition.ts'
import { answerExportQuestionnaire } from './questionnaire/export-questionnaire.ts'
import { answerImportEdition } from './edition/import-edition.ts'
import { answerListQuestionnaires } from './questionnaire/list-questionnaires.ts'
import { answerCheckBankTranslation } from './bank/check-bank-translation.ts'
import { answerCommentBankItem } from './bank/comment-bank-item.ts'
import { answerDiscardBankItem } from './bank/discard-bank-item.ts'
import { answerDraftBankItem } from './bank/draft-bank-item.ts'
import { answerGetBankItem } from './bank/get-bank-item.ts'
import { answerListBankItems } from './bank/list-bank-items.ts'
import { answerPublishBankItem } from './bank/publish-bank-item.ts'
import { answerResolveBankComment } from './bank/resolve-bank-comment.ts'
import { answerRetireBankItem } from './bank/retire-bank-item.ts'
import { answerReturnBankItem } from './bank/return-bank-item.ts'
import { answerReviseBankItem } from './bank/revise-bank-item.ts'
import { answerSaveBankItem } from './bank/save-bank-item.ts'
import { answerSearchBank } from './bank/search-bank.ts'
import { answerSendBankItem } from './bank/send-bank-item.ts'
import { answerChangeIntervention } from './intervention/change-intervention.ts'
import { answerConfirmIntervention } from './intervention/confirm-intervention.ts'
import { answerChangePlan } from './intervention/change-plan.ts'
import { answerDiscardIntervention } from './intervention/discard-intervention.ts'
import { answerDraftIntervention } from './intervention/draft-intervention.ts'
import { answerGetLessonPdf } from './report/get-lesson-pdf.ts'
import { answerGetFeedback } from './feedback/get-feedback.ts'
import { answerPublishFeedback } from './feedback/publish-feedback.ts'
import { answerSaveFeedback } from './feedback/save-feedback.ts'
import { answerWithdrawFeedback } from './feedback/withdraw-feedback.ts'
import { answerDropPlan } from './intervention/drop-plan.ts'
import { answerEvaluatePlan } from './intervention/evaluate-plan.ts'
import { answerGetInterventionDraft } from './intervention/get-intervention-draft.ts'
import { answerGetInterventionPdf } from './intervention/get-intervention-pdf.ts'
import { answerGetIntervention } from './intervention/get-intervention.ts'
import { answerGetPlan } from './intervention/get-plan.ts'
import { answerListExperiences } from './intervention/list-experiences.ts'
import { answerListInterventionsInReview } from './intervention/list-interventions-in-review.ts'
import { answerListInterventions } from './intervention/list-interventions.ts'
import { answerListOwnInterventions } from './intervention/list-own-interventions.ts'
import { answerListPlans } from './intervention/list-plans.ts'
import { answerPublishIntervention } from './intervention/publish-intervention.ts'
import { answerRetireIntervention } from './intervention/retire-intervention.ts'
import { answerReturnIntervention } from './intervention/return-intervention.ts'
import { answerSendIntervention } from './intervention/send-intervention.ts'
import { answerSignOffIntervention } from './intervention/sign-off-intervention.ts'
import { answerStartPlan } from './intervention/start-plan.ts'
import { answerSuggestInterventions } from './intervention/suggest-interventions.ts'
import { answerTellExperience } from './intervention/tell-experience.ts'
import { answerWithdrawExperience } from './intervention/withdraw-experience.ts'
import { answerGetReleases } from './report/get-releases.ts'
import { answerGetKeyFigures } from './report/get-key-figures.ts'
import { answerGetNeedsOverview } from './report/get-needs-overview.ts'
import { answerGetTrend } from './report/get-trend.ts'
import { answerGetTrendBoard } from './report/get-trend-board.ts'
import { answerGetTrendBoardPdf } from './report/get-trend-board-pdf.ts'
import { answerGetTrendBoardWorkbook } from './report/get-trend-board-workbook.ts'
import { answerGetTrendPdf } from './report/get-trend-pdf.ts'
import { answerGetTrendWorkbook } from './report/get-trend-workbook.ts'
import { answerCheckImportedFigures } from './report/check-imported-figures.ts'
import { answerDeleteImportedFigures } from './report/delete-imported-figures.ts'
import { answerGetImportTemplate } from './report/get-import-template.ts'
import { answerImportFigures } from './report/import-figures.ts'
import { answerListImportedFigures } from './report/list-imported-figures.ts'
import { answerListSavedReports } from './report/list-saved-reports.ts'
import { answerSaveReport } from './report/save-report.ts'
import { answerChangeSavedReport } from './report/change-saved-report.ts'
import { answerDeleteSavedReport } from './report/delete-saved-report.ts'
import { answerGetReportVersion } from './report/get-report-version.ts'
import { answerGetReportCsv } from './report/get-report-csv.ts'
import { answerGetReportFigures } from './report/get-report-figures.ts'
import { answerGetReportPdf } from './report/get-report-pdf.ts'
import { answerGetReportSummary } from './report/get-report-summary.ts'
import { answerGetReportWorkbook } from './report/get-report-workbook.ts'
import { answerGetReport } from './report/get-report.ts'
import { answerGetLeaderComment } from './report/get-leader-comment.ts'
import { answerSaveLeaderComment } from './report/save-leader-comment.ts'
import { answerShowLeaderComment } from './report/show-leader-comment.ts'
import { answerGetDecisionDraft } from './network/get-decision-draft.ts'
import { answerSaveDecisionDraft } from './network/save-decision-draft.ts'
import { answerGetEnvironment } from './environment/get-environment.ts'
import { answerGetPublishedEnvironment, answerGetPublishedEnvironmentPdf } from './environment/get-published-environment.ts'
import { answerListEnvironments } from './environment/list-environments.ts'
import { answerPublishEnvironment } from './environment/publish-environment.ts'
import { answerSaveEnvironment } from './environment/save-environment.ts'
import { answerTakeDownEnvironment } from './environment/take-down-environment.ts'
import { answerListPublications } from './report/list-publications.ts'
import { answerListReports } from './report/list-reports.ts'
import {
  answerGetOpenCatalogue,
  answerGetOpenCodebookCsv,
  answerGetOpenFigures,
  answerGetOpenFiguresCsv,
  answerListOpenData,
} from './report/open-data.ts'
import { answerReleaseFigures } from './report/release-figures.ts'
import { answerSaveReleaseRule } from './report/save-release-rule.ts'
import { answerEndSupport } from './support/end-support.ts'
import { answerGrantSupport } from './support/grant-support.ts'
import { answerListSupportGrants } from './support/list-support-grants.ts'
import { answerUseSupport } from './support/use-support.ts'
import { answerGetInformation } from './information/get-information.ts'
import { answerGetInformationLetter } from './information/get-information-letter.ts'
import { answerSaveInformation } from './information/save-information.ts'
import { answerAboutSurvey } from './response/about-survey.ts'
import { answerDeclineResponse } from './response/decline-response.ts'
import { answerEnterByLink } from './response/enter-by-link.ts'
import { answerEnterFromHome } from './response/enter-from-home.ts'
import { answerEnterLesson } from './response/enter-lesson.ts'
import { answerLessonPause, answerNamedLessonPause } from './response/lesson-pause.ts'
import { answerSaveAnswers } from './response/save-answers.ts'
import { answerSendParcel } from './response/send-parcel.ts'
import { answerSubmitResponse } from './response/submit-response.ts'
import { answerGetMe } from './session/get-me.ts'
import { answerSignOut } from './session/sign-out.ts'
import { answerSignOutEverywhere } from './session/sign-out-everywhere.ts'
import { answerChangeSurvey } from './survey/change-survey.ts'
import { answerCheckSurvey } from './survey/check-survey.ts'
import { answerCloseSurvey } from './survey/close-survey.ts'
import { answerDiscardSurvey } from './survey/discard-survey.ts'
import { answerDraftSurvey } from './survey/draft-survey.ts'
import { answerGetSurvey } from './survey/get-survey.ts'
import { answerGetLetters } from './letter/get-letters.ts'
import { answerChoosePaper } from './paper/choose-paper.ts'
import { answerDiscardSheet } from './paper/discard-sheet.ts'
import { answerGetPaperForms } from './paper/get-paper-forms.ts'
import { answerGetPaperPlan } from './paper/get-paper-plan.ts'
import { answerGetSpecimen } from './paper/get-specimen.ts'
import { answerListPaperSurveys } from './paper/list-paper-surveys.ts'
import { answerOpenSheet } from './paper/open-sheet.ts'
import { answerSaveSheet } from './paper/save-sheet.ts'
import { answerSubmitSheet } from './paper/submit-sheet.ts'
import { answerGetOptOutLetters } from './letter/get-opt-out-letters.ts'
import { answerInviteOne } from './survey/invite-one.ts'
import { answerRenewLink } from './survey/renew-link.ts'
import { answerListInvitees } from './survey/list-invitees.ts'
import { answerListInviting } from './survey/list-inviting.ts'
import { answerGetInvitations } from './invitation/get-invitations.ts'
import { answerPlanInvitations } from './invitation/plan-invitations.ts'
import { answerSendInvitations } from './invitation/send-invitations.ts'
import { answerStopInvitations } from './invitation/stop-invitations.ts'
import { answerListTelling } from './invitation/list-telling.ts'
import { answerListTroubles } from './invitation/list-troubles.ts'
import { answerSettleTrouble } from './invitation/settle-trouble.ts'
import { answerGetAulaText } from './invitation/get-aula-text.ts'
import { answerGetMemoFiles } from './invitation/get-memo-files.ts'
import { answerListSurveys } from './survey/list-surveys.ts'
import { answerOpenSurvey } from './survey/open-survey.ts'

type Handlers = { readonly [N in OperationName]: Handler & { readonly operation: (typeof operations)[N] } }

export const handlers = {
  getMe: answerGetMe,
  signOut: answerSignOut,
  signOutEverywhere: answerSignOutEverywhere,

  listInstitutions: answerListInstitutions,
  readRoster: answerReadRoster,
  getRosterImport: answerGetRosterImport,
  listRosterImports: answerListRosterImports,
  approveRosterImport: answerApproveRosterImport,
  discardRosterImport: answerDiscardRosterImport,

  listInstruments: answerListInstruments,
  suggestInstrument: answerSuggestInstrument,
  listRecordings: answerListRecordings,
  getRecording: answerGetRecording,
  listWordsToRead: answerListWordsToRead,
  saveRecording: answerSaveRecording,
  deleteRecording: answerDeleteRecording,

  listBankItems: answerListBankItems,
  searchBank: answerSearchBank,
  getBankItem: answerGetBankItem,
  draftBankItem: answerDraftBankItem,
  reviseBankItem: answerReviseBankItem,
  saveBankItem: answerSaveBankItem,
  checkBankTranslation: answerCheckBankTranslation,
  discardBankItem: answerDiscardBankItem,
  sendBankItem: answerSendBankItem,
  returnBankItem: answerReturnBankItem,
  publishBankItem: answerPublishBankItem,
  retireBankItem: answerRetireBankItem,
  commentBankItem: answerCommentBankItem,
  resolveBankComment: answerResolveBankComment,

  listQuestionnaires: answerListQuestionnaires,
  getQuestionnaire: answerGetQuestionnaire,
  getPublished: answerGetPublished,
  exportQuestionnaire: answerExportQuestionnaire,

  listCompositions: answerListCompositions,
  getComposition: answerGetComposition,
  draftComposition: answerDraftComposition,
  saveComposition: answerSaveComposition,
  discardComposition: answerDiscardComposition,
  publishComposition: answerPublishComposition,
  listAskedThisYear: answerListAskedThisYear,
  listEditions: answerListEditions,
  getEdition: answerGetEdition,
  draftEdition: answerDraftEdition,
  importEdition: answerImportEdition,
  saveEdition: answerSaveEdition,
  discardEdition: answerDiscardEdition,
  commentEdition: answerCommentEdition,
  resolveEditionComment: answerResolveEditionComment,
  recordPilot: answerRecordPilot,
  signOffPilot: answerSignOffPilot,
  publishEdition: answerPublishEdition,

  listSurveys: answerListSurveys,
  getSurvey: answerGetSurvey,
  draftSurvey: answerDraftSurvey,
  changeSurvey: answerChangeSurvey,
  discardSurvey: answerDiscardSurvey,
  checkSurvey: answerCheckSurvey,
  openSurvey: answerOpenSurvey,
  closeSurvey: answerCloseSurvey,
  listInviting: answerListInviting,
  listInvitees: answerListInvitees,
  inviteOne: answerInviteOne,
  renewLink: answerRenewLink,
  getPaperPlan: answerGetPaperPlan,
  choosePaper: answerChoosePaper,
  getSpecimen: answerGetSpecimen,
  getPaperForms: answerGetPaperForms,
  listPaperSurveys: answerListPaperSurveys,
  openSheet: answerOpenSheet,
  saveSheet: answerSaveSheet,
  submitSheet: answerSubmitSheet,
  discardSheet: answerDiscardSheet,
  getLetters: answerGetLetters,
  getOptOutLetters: answerGetOptOutLetters,

  getInvitations: answerGetInvitations,
  listTelling: answerListTelling,
  planInvitations: answerPlanInvitations,
  sendInvitations: answerSendInvitations,
  stopInvitations: answerStopInvitations,
  listTroubles: answerListTroubles,
  settleTrouble: answerSettleTrouble,
  getAulaText: answerGetAulaText,
  getMemoFiles: answerGetMemoFiles,

  listLessons: answerListLessons,
  openLesson: answerOpenLesson,
  getLesson: answerGetLesson,
  getSlips: answerGetSlips,
  getLessonBoard: answerGetLessonBoard,
  listLessonPupils: answerListLessonPupils,
  showSlip: answerShowSlip,
  renewSlip: answerRenewSlip,
  pauseLesson: answerPauseLesson,
  resumeLesson: answerResumeLesson,
  endLesson: answerEndLesson,
  listMissedLessons: answerListMissedLessons,
  openMissedLesson: answerOpenMissedLesson,

  enterLesson: answerEnterLesson,
  enterByLink: answerEnterByLink,
  enterFromHome: answerEnterFromHome,
  lessonPause: answerLessonPause,
  namedLessonPause: answerNamedLessonPause,
  aboutSurvey: answerAboutSurvey,
  listSupportGrants: answerListSupportGrants,
  grantSupport: answerGrantSupport,
  endSupport: answerEndSupport,
  useSupport: answerUseSupport,
  getInformation: answerGetInformation,
  saveInformation: answerSaveInformation,
  getInformationLetter: answerGetInformationLetter,
  saveAnswers: answerSaveAnswers,
  sendParcel: answerSendParcel,
  submitResponse: answerSubmitResponse,
  declineResponse: answerDeclineResponse,

  changeIntervention: answerChangeIntervention,
  confirmIntervention: answerConfirmIntervention,
  changePlan: answerChangePlan,
  discardIntervention: answerDiscardIntervention,
  draftIntervention: answerDraftIntervention,
  dropPlan: answerDropPlan,
  getLessonPdf: answerGetLessonPdf,
  getFeedback: answerGetFeedback,
  saveFeedback: answerSaveFeedback,
  publishFeedback: answerPublishFeedback,
  withdrawFeedback: answerWithdrawFeedback,
  evaluatePlan: answerEvaluatePlan,
  getInterventionDraft: answerGetInterventionDraft,
  getInterventionPdf: answerGetInterventionPdf,
  getIntervention: answerGetIntervention,
  getPlan: answerGetPlan,
  listExperiences: answerListExperiences,
  listInterventionsInReview: answerListInterventionsInReview,
  listInterventions: answerListInterventions,
  listOwnInterventions: answerListOwnInterventions,
  listPlans: answerListPlans,
  publishIntervention: answerPublishIntervention,
  retireIntervention: answerRetireIntervention,
  returnIntervention: answerReturnIntervention,
  sendIntervention: answerSendIntervention,
  signOffIntervention: answerSignOffIntervention,
  startPlan: answerStartPlan,
  suggestInterventions: answerSuggestInterventions,
  tellExperience: answerTellExperience,
  withdrawExperience: answerWithdrawExperience,
  listChildren: answerListChildren,
  countWaiting: answerCountWaiting,
  getChild: answerGetChild,
  flagAnswer: answerFlagAnswer,
  hideAnswer: answerHideAnswer,
  unhideAnswer: answerUnhideAnswer,
  saveNote: answerSaveNote,
  markJournalled: answerMarkJournalled,
  unmarkJournalled: answerUnmarkJournalled,
  getCoverage: answerGetCoverage,
  saveHealthAnswers: answerSaveHealthAnswers,
  submitHealthResponse: answerSubmitHealthResponse,
  declineHealthResponse: answerDeclineHealthResponse,
  getFamily: answerGetFamily,
  decideConsent: answerDecideConsent,
  withdrawConsent: answerWithdrawConsent,
  openOwnInvitation: answerOpenOwnInvitation,
  sayNo: answerSayNo,
  openOptOut: answerOpenOptOut,
  sayNoByCode: answerSayNoByCode,
  withdrawFromCase: answerWithdrawFromCase,
  listReports: answerListReports,
  getReport: answerGetReport,
  getReportPdf: answerGetReportPdf,
  getReportSummary: answerGetReportSummary,
  getReportWorkbook: answerGetReportWorkbook,
  getReportCsv: answerGetReportCsv,
  getReportFigures: answerGetReportFigures,
  getKeyFigures: answerGetKeyFigures,
  getNeedsOverview: answerGetNeedsOverview,
  getTrend: answerGetTrend,
  getTrendBoard: answerGetTrendBoard,
  getTrendPdf: answerGetTrendPdf,
  getTrendWorkbook: answerGetTrendWorkbook,
  getTrendBoardPdf: answerGetTrendBoardPdf,
  getTrendBoardWorkbook: answerGetTrendBoardWorkbook,
  listImportedFigures: answerListImportedFigures,
  getImportTemplate: answerGetImportTemplate,
  checkImportedFigures: answerCheckImportedFigures,
  importFigures: answerImportFigures,
  deleteImportedFigures: answerDeleteImportedFigures,
  listSavedReports: answerListSavedReports,
  saveReport: answerSaveReport,
  changeSavedReport: answerChangeSavedReport,
  deleteSavedReport: answerDeleteSavedReport,
  getReportVersion: answerGetReportVersion,
  getLeaderComment: answerGetLeaderComment,
  saveLeaderComment: answerSaveLeaderComment,
  showLeaderComment: answerShowLeaderComment,
  listEnvironments: answerListEnvironments,
  getEnvironment: answerGetEnvironment,
  saveEnvironment: answerSaveEnvironment,
  publishEnvironment: answerPublishEnvironment,
  takeDownEnvironment: answerTakeDownEnvironment,
  getPublishedEnvironment: answerGetPublishedEnvironment,
  getPublishedEnvironmentPdf: answerGetPublishedEnvironmentPdf,
  getReleases: answerGetReleases,
  releaseFigures: answerReleaseFigures,
  saveReleaseRule: answerSaveReleaseRule,
  listOpenData: answerListOpenData,
  getOpenCatalogue: answerGetOpenCatalogue,
  getOpenFigures: answerGetOpenFigures,
  getOpenFiguresCsv: answerGetOpenFiguresCsv,
  getOpenCodebookCsv: answerGetOpenCodebookCsv,

  listAuditEvents: answerListAuditEvents,
  exportAuditEvents: answerExportAuditEvents,
  findAuditedChild: answerFindAuditedChild,
  findAuditedStaff: answerFindAuditedStaff,
  getLooksAtChild: answerGetLooksAtChild,
  listAuditPatterns: answerListAuditPatterns,
  getAuditAnchor: answerGetAuditAnchor,
  listPublications: answerListPublications,
  listSamples: answerListSamples,
  drawSample: answerDrawSample,
  getSample: answerGetSample,
  judgeSampleItem: answerJudgeSampleItem,
  closeSample: answerCloseSample,

  listReferencePersons: answerListReferencePersons,
  saveReferencePerson: answerSaveReferencePerson,
  removeReferencePerson: answerRemoveReferencePerson,
  listNetworkQuestions: answerListNetworkQuestions,
  getNetworkQuestion: answerGetNetworkQuestion,
  askNetwork: answerAskNetwork,
  withdrawNetworkQuestion: answerWithdrawNetworkQuestion,
  answerNetwork: answerAnswerNetwork,
  withdrawNetworkAnswer: answerWithdrawNetworkAnswer,
  listNews: answerListNews,
  listNewsToEdit: answerListNewsToEdit,
  saveNews: answerSaveNews,
  deleteNews: answerDeleteNews,
  listTemplates: answerListTemplates,
  getDiscussion: answerGetDiscussion,
  writeComment: answerWriteComment,
  takeBackComment: answerTakeBackComment,
  getDecisionDraft: answerGetDecisionDraft,
  saveDecisionDraft: answerSaveDecisionDraft,
  giveTask: answerGiveTask,
  finishTask: answerFinishTask,
  listMyTasks: answerListMyTasks,

  listAssessments: answerListAssessments,
  findChild: answerFindChild,
  startAssessment: answerStartAssessment,
  getAssessment: answerGetAssessment,
  recordAssessmentConsent: answerRecordAssessmentConsent,
  inviteInformant: answerInviteInformant,
  getInformantLink: answerGetInformantLink,
  remindInformant: answerRemindInformant,
  withdrawInformant: answerWithdrawInformant,
  getInformantAnswers: answerGetInformantAnswers,
  getPrediction: answerGetPrediction,
  setGoal: answerSetGoal,
  concludeGoal: answerConcludeGoal,
  startFollowUp: answerStartFollowUp,
  changeMembers: answerChangeMembers,
  shareFamilyVersion: answerShareFamilyVersion,
  closeAssessment: answerCloseAssessment,
  enterAssessment: answerEnterAssessment,
  saveInformantAnswers: answerSaveInformantAnswers,
  submitInformantResponse: answerSubmitInformantResponse,
  declineInformant: answerDeclineInformant,
} satisfies Handlers
