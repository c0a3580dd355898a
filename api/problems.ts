/**
 * Every refusal that is part of the contract, with its HTTP status (RFC 9457). A name is never reused and
 * never changes meaning. The wording is the web's: `content/texts`, keys `problem.<name>`.
 */
export const problems = {
  'not-signed-in': 401,
  'not-allowed': 403,
  /** The login was less sure of who it is than the act needs; `level` says what it needs. */
  'assurance-too-low': 403,
  'not-found': 404,
  'wrong-input': 400,
  'too-large': 413,
  'fhir-not-a-questionnaire': 400,
  'fhir-nothing-asked': 400,
  'sound-too-large': 413,
  'sound-not-known': 400,
  'too-many-attempts': 429,
  'too-busy': 503,
  'wrong-origin': 403,
  /** Asked by another name than the installation's own. */
  'wrong-host': 421,
  'no-account': 403,
  /** Needs a part that this machine's platform does not have, e.g. the typesetter. */
  'not-available-here': 501,

  'roster-unreadable': 422,
  'roster-not-ready': 409,
  'roster-needs-another': 409,

  'survey-not-draft': 409,
  'survey-not-open': 409,
  'survey-period-over': 409,
  'survey-period-backwards': 422,
  'survey-has-no-classes': 422,
  'questionnaire-unknown': 422,
  /** Its words promise that nobody reads one respondent's answers. */
  'questionnaire-not-by-name': 422,
  'questionnaire-by-name-only': 422,
  /** What is chosen can't be put together; the page says why before anybody tries. */
  'composition-not-possible': 422,
  'composition-not-draft': 409,
  'composition-changed-since': 409,
  /** Something stands in the way that the quality gate stops. */
  'composition-has-findings': 422,
  'edition-not-draft': 409,
  'edition-changed-since': 409,
  'edition-open-already': 409,
  'edition-other-question': 422,
  'edition-not-whole': 422,
  'edition-no-pilot': 409,
  'edition-not-signed-off': 409,
  'edition-sign-off-own': 403,
  'edition-has-findings': 422,
  'nobody-to-write-to': 409,
  'invitation-channel-missing': 422,
  'invitation-days-wrong': 422,
  'invitation-not-planned': 409,
  /** There is no link to renew: it has been used, or nobody was invited. */
  'link-used': 409,

  'lesson-not-open': 409,
  /** Told to whoever holds both right codes, and to nobody else: it opens again. */
  'lesson-paused': 409,
  /** An answer has been sent with it, and can't be taken back here. */
  'slip-used': 409,
  'lesson-survey-not-open': 409,

  /** Wrong, expired, used, taken back or another municipality's: nobody is told which. */
  'code-unknown': 404,
  /** A browser without a secret of its own: it has one now, and comes again. */
  'browser-unknown': 428,
  /** A personal link was opened first in another browser, and belongs to it. */
  'link-elsewhere': 409,
  'response-gone': 410,
  'response-already-submitted': 409,
  'answers-differ': 409,
  'answer-not-possible': 422,

  /** Nobody was asked with what is written on the sheet, in this survey. */
  'sheet-unknown': 404,
  /** Whoever could learn whose sheet it is does not type it; another does. */
  'sheet-not-yours': 403,
  'sheet-answered': 409,
  'sheet-declined': 409,
  'sheet-without-consent': 409,
  'sheet-being-typed': 409,
  /** Typed further in another window, or thrown away: what is there is read again before anything is written. */
  'sheet-moved-on': 409,
  'sheet-typed-once': 409,
  'sheet-differs': 409,
  'paper-fixed': 409,
  'paper-not-taken': 409,
  'typist-not-possible': 422,
  'form-not-translated': 409,

  'intervention-not-draft': 409,
  'intervention-incomplete': 422,
  'intervention-not-in-review': 409,
  'intervention-not-signed-off': 409,
  'intervention-not-published': 409,
  'intervention-open-version': 409,
  'officer-unreachable': 422,
  'support-over': 409,
  'plan-over': 409,
  'feedback-says-nothing': 409,
  'feedback-not-draft': 409,
  'feedback-changed-since': 409,
  'feedback-not-published': 409,
  'plan-not-running': 409,
  'plan-period-backwards': 422,

  'report-no-such-unit': 404,
  'leader-comment-changed-since': 409,
  'import-has-faults': 422,
  'release-too-small': 409,

  /** A text that others read holds ten digits that are a CPR number. */
  'text-holds-cpr': 422,
  'task-not-for-them': 422,
  'decision-changed-since': 409,

  'bank-not-draft': 409,
  /** Somebody else has saved since it was read: nothing is written over. */
  'bank-changed-since': 409,
  'bank-not-in-review': 409,
  'bank-not-published': 409,
  'bank-has-findings': 422,
  'bank-review-own': 403,
  /** An edition keeps kind, options and class, so that the series goes on. */
  'bank-edition-other-question': 422,
  'bank-translation-missing': 422,
  'bank-translation-own': 422,
  'bank-open-edition': 409,
  'bank-replaced': 409,
  'bank-interests-missing': 422,

  'assessment-closed': 409,
  'assessment-no-consent': 409,
  'assessment-too-many': 409,
  'assessment-child-too-young': 409,
  'assessment-owner-needed': 422,
  'questionnaire-instrument-not-usable': 409,
  'no-instrument': 409,
  'instrument-not-offered': 422,
  'instrument-not-for-informant': 422,
  'instrument-words-gone': 409,
  'assessment-due-past': 422,
  'assessment-nobody-answered': 409,
  'informant-not-waiting': 409,
  'consent-not-yours': 403,
  'consent-used': 409,
  'consent-not-given': 409,
  'cpr-unreadable': 422,
  'child-unknown': 404,
  'score-unknown': 422,
  'environment-not-mapped': 409,
  'environment-not-assessed': 422,
  'environment-no-plan': 422,
  'environment-no-follow-up': 422,
  'environment-next-too-late': 422,
  'environment-not-sealed': 409,
  'environment-changed-since': 409,
  'sample-open': 409,
  'sample-empty': 409,
  'sample-closed': 409,
  'sample-not-judged': 409,
  'sample-note-missing': 422,
} as const satisfies Record<string, number>

export type ProblemName = keyof typeof problems
