/** Every operation there is. A handler that is missing does not compile (`server/routes.ts`). */
import * as assessment from './assessment.ts'
import * as audit from './audit.ts'
import * as intervention from './intervention.ts'
import * as family from './family.ts'
import * as health from './health.ts'
import * as information from './information.ts'
import * as lesson from './lesson.ts'
import * as network from './network.ts'
import * as organisation from './organisation.ts'
import * as questionnaire from './questionnaire.ts'
import * as recording from './recording.ts'
import * as report from './report.ts'
import * as response from './response.ts'
import * as session from './session.ts'
import * as support from './support.ts'
import * as survey from './survey.ts'

export const operations = {
  getMe: session.getMe,
  signOut: session.signOut,
  signOutEverywhere: session.signOutEverywhere,

  listInstitutions: organisation.listInstitutions,
  readRoster: organisation.readRoster,
  getRosterImport: organisation.getRosterImport,
  listRosterImports: organisation.listRosterImports,
  approveRosterImport: organisation.approveRosterImport,
  discardRosterImport: organisation.discardRosterImport,

  listRecordings: recording.listRecordings,
  getRecording: recording.getRecording,
  listWordsToRead: recording.listWordsToRead,
  saveRecording: recording.saveRecording,
  deleteRecording: recording.deleteRecording,

  listQuestionnaires: questionnaire.listQuestionnaires,
  getQuestionnaire: questionnaire.getQuestionnaire,
  getPublished: questionnaire.getPublished,

  listSurveys: survey.listSurveys,
  getSurvey: survey.getSurvey,
  draftSurvey: survey.draftSurvey,
  changeSurvey: survey.changeSurvey,
  discardSurvey: survey.discardSurvey,
  checkSurvey: survey.checkSurvey,
  openSurvey: survey.openSurvey,
  closeSurvey: survey.closeSurvey,
  listInviting: survey.listInviting,
  listInvitees: survey.listInvitees,
  inviteOne: survey.inviteOne,
  renewLink: survey.renewLink,
  getLetters: survey.getLetters,
  getOptOutLetters: survey.getOptOutLetters,

  listSupportGrants: support.listSupportGrants,
  grantSupport: support.grantSupport,
  endSupport: support.endSupport,
  useSupport: support.useSupport,

  getInformation: information.getInformation,
  saveInformation: information.saveInformation,
  getInformationLetter: information.getInformationLetter,

  listLessons: lesson.listLessons,
  openLesson: lesson.openLesson,
  getLesson: lesson.getLesson,
  getSlips: lesson.getSlips,
  endLesson: lesson.endLesson,

  enterLesson: response.enterLesson,
  enterByLink: response.enterByLink,
  aboutSurvey: response.aboutSurvey,
  saveAnswers: response.saveAnswers,
  submitResponse: response.submitResponse,
  declineResponse: response.declineResponse,

  changeIntervention: intervention.changeIntervention,
  confirmIntervention: intervention.confirmIntervention,
  changePlan: intervention.changePlan,
  discardIntervention: intervention.discardIntervention,
  draftIntervention: intervention.draftIntervention,
  dropPlan: intervention.dropPlan,
  evaluatePlan: intervention.evaluatePlan,
  getInterventionDraft: intervention.getInterventionDraft,
  getInterventionPdf: intervention.getInterventionPdf,
  getIntervention: intervention.getIntervention,
  getPlan: intervention.getPlan,
  listExperiences: intervention.listExperiences,
  listInterventionsInReview: intervention.listInterventionsInReview,
  listInterventions: intervention.listInterventions,
  listOwnInterventions: intervention.listOwnInterventions,
  listPlans: intervention.listPlans,
  publishIntervention: intervention.publishIntervention,
  retireIntervention: intervention.retireIntervention,
  returnIntervention: intervention.returnIntervention,
  sendIntervention: intervention.sendIntervention,
  signOffIntervention: intervention.signOffIntervention,
  startPlan: intervention.startPlan,
  suggestInterventions: intervention.suggestInterventions,
  tellExperience: intervention.tellExperience,
  withdrawExperience: intervention.withdrawExperience,

  listChildren: health.listChildren,
  countWaiting: health.countWaiting,
  getChild: health.getChild,
  flagAnswer: health.flagAnswer,
  hideAnswer: health.hideAnswer,
  unhideAnswer: health.unhideAnswer,
  saveNote: health.saveNote,
  markJournalled: health.markJournalled,
  unmarkJournalled: health.unmarkJournalled,
  getCoverage: health.getCoverage,
  saveHealthAnswers: health.saveHealthAnswers,
  submitHealthResponse: health.submitHealthResponse,
  declineHealthResponse: health.declineHealthResponse,

  getFamily: family.getFamily,
  decideConsent: family.decideConsent,
  withdrawConsent: family.withdrawConsent,
  openOwnInvitation: family.openOwnInvitation,
  sayNo: family.sayNo,
  openOptOut: family.openOptOut,
  sayNoByCode: family.sayNoByCode,
  withdrawFromCase: family.withdrawFromCase,

  listReports: report.listReports,
  getReport: report.getReport,
  getReleases: report.getReleases,
  releaseFigures: report.releaseFigures,

  listAuditEvents: audit.listAuditEvents,
  exportAuditEvents: audit.exportAuditEvents,
  findAuditedChild: audit.findAuditedChild,
  findAuditedStaff: audit.findAuditedStaff,
  getLooksAtChild: audit.getLooksAtChild,
  listAuditPatterns: audit.listAuditPatterns,
  getAuditAnchor: audit.getAuditAnchor,
  listSamples: audit.listSamples,
  drawSample: audit.drawSample,
  getSample: audit.getSample,
  judgeSampleItem: audit.judgeSampleItem,
  closeSample: audit.closeSample,

  listReferencePersons: network.listReferencePersons,
  saveReferencePerson: network.saveReferencePerson,
  removeReferencePerson: network.removeReferencePerson,
  listNetworkQuestions: network.listNetworkQuestions,
  getNetworkQuestion: network.getNetworkQuestion,
  askNetwork: network.askNetwork,
  withdrawNetworkQuestion: network.withdrawNetworkQuestion,
  answerNetwork: network.answerNetwork,
  withdrawNetworkAnswer: network.withdrawNetworkAnswer,
  listNews: network.listNews,
  listNewsToEdit: network.listNewsToEdit,
  saveNews: network.saveNews,
  deleteNews: network.deleteNews,
  listTemplates: network.listTemplates,
  getDiscussion: network.getDiscussion,
  writeComment: network.writeComment,
  takeBackComment: network.takeBackComment,
  giveTask: network.giveTask,
  finishTask: network.finishTask,
  listMyTasks: network.listMyTasks,

  listAssessments: assessment.listAssessments,
  findChild: assessment.findChild,
  startAssessment: assessment.startAssessment,
  getAssessment: assessment.getAssessment,
  recordAssessmentConsent: assessment.recordAssessmentConsent,
  inviteInformant: assessment.inviteInformant,
  getInformantLink: assessment.getInformantLink,
  remindInformant: assessment.remindInformant,
  withdrawInformant: assessment.withdrawInformant,
  getInformantAnswers: assessment.getInformantAnswers,
  setGoal: assessment.setGoal,
  concludeGoal: assessment.concludeGoal,
  startFollowUp: assessment.startFollowUp,
  changeMembers: assessment.changeMembers,
  shareFamilyVersion: assessment.shareFamilyVersion,
  closeAssessment: assessment.closeAssessment,
  enterAssessment: assessment.enterAssessment,
  saveInformantAnswers: assessment.saveInformantAnswers,
  submitInformantResponse: assessment.submitInformantResponse,
  declineInformant: assessment.declineInformant,
} as const

export type OperationName = keyof typeof operations
