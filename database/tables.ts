/**
 * Row types, printed from the migrated database by scripts/dump-schema.ts. Not edited by hand.
 *
 * Days are `2026-08-12`, instants ISO strings, bigint is a number (`parsers.ts`). JSON is `unknown` on the
 * way out, to be parsed, and text on the way in.
 */
import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, string, string>
type JsonOrNull = ColumnType<unknown, string | null, string | null>
type List<T> = ColumnType<T[], readonly T[], readonly T[]>
type ListOrNull<T> = ColumnType<T[] | null, readonly T[] | null, readonly T[] | null>
type GeneratedList<T> = ColumnType<T[], readonly T[] | undefined, readonly T[]>

export type Database = {
  'assessment.assessment': {
    municipalityId: number
    id: string
    pupilId: string
    reason: Buffer | null
    legalBasis: 'ppr' | 'screening' | 'mapping' | 'childAssessment' | 'healthService'
    instrument: string
    state: 'open' | 'closed'
    openedAt: string
    openedBy: string
    closedAt: string | null
  }
  'assessment.assessmentKey': {
    municipalityId: number
    assessmentId: string
    keyEncryptionKey: string
    wrapped: Buffer
    leaf: number | null
  }
  'assessment.consent': {
    municipalityId: number
    assessmentId: string
    id: string
    givenBy: 'custodyHolder' | 'bothCustodyHolders' | 'youngPerson'
    way: 'spoken' | 'written' | 'meeting' | 'ownPage'
    decision: 'given' | 'informed' | 'withdrawn'
    recordedBy: string
    recordedAt: string
  }
  'assessment.draft': {
    municipalityId: number
    slipHmac: Buffer
    epoch: number
    answers: List<number>
    texts: ListOrNull<Buffer>
    generation: Generated<number>
    queueKey: Generated<Buffer>
  }
  'assessment.goal': {
    municipalityId: number
    id: string
    assessmentId: string
    text: Buffer
    who: Buffer
    dueOn: string
    score: string | null
    state: 'agreed' | 'reached' | 'dropped'
    writtenBy: string
    writtenAt: string
  }
  'assessment.informant': {
    municipalityId: number
    id: string
    assessmentId: string
    round: number
    relation: 'mother' | 'father' | 'stepParent' | 'fosterParent' | 'otherCustody' | 'teacher' | 'pedagogue' | 'otherProfessional' | 'self'
    label: Buffer | null
    instrument: string
    version: string
    follows: string | null
    turn: Generated<number>
    linkHmac: Buffer
    state: 'invited' | 'answered' | 'declined' | 'withdrawn'
    dueOn: string
    invitedAt: string
    remindedAt: string | null
    answeredAt: string | null
  }
  'assessment.member': {
    municipalityId: number
    assessmentId: string
    accountId: string
    part: 'owner' | 'participant'
    joinedAt: string
    leftAt: string | null
  }
  'assessment.response': {
    municipalityId: number
    informantId: string
    assessmentId: string
    answers: List<number>
    score: Json
    submittedAt: string
    texts: Buffer | null
  }
  'audit.event': {
    municipalityId: number
    id: string
    at: string
    actorId: string | null
    role: string
    act: string
    object: string | null
    purpose: string | null
    requestId: string | null
    pupilIds: GeneratedList<string>
    relation: string | null
    refusal: string | null
    times: Generated<number>
    seq: number
    previous: Buffer
    hash: Buffer
  }
  'audit.head': {
    municipalityId: number
    seq: number
    hash: Buffer
  }
  'audit.publication': {
    municipalityId: number
    digest: Buffer
    audience: string
    form: string
    at: Generated<string>
  }
  'audit.sample': {
    municipalityId: number
    id: string
    drawnAt: string
    drawnBy: string | null
    fromAt: string
    untilAt: string
    seed: string
    perRole: number
    drawnFrom: Json
    closedAt: string | null
    closedBy: string | null
  }
  'audit.sampleItem': {
    municipalityId: number
    sampleId: string
    eventId: string
    place: number
    verdict: 'inOrder' | 'needsExplaining' | 'notInOrder' | null
    note: Generated<string>
    judgedBy: string | null
    judgedAt: string | null
  }
  'audit.shown': {
    municipalityId: number
    digest: Buffer
    wave: string
    unit: string
    within: List<string>
    without: string | null
    split: 'all' | 'female' | 'male'
    figures: Json
  }
  'common.account': {
    municipalityId: number
    id: string
    personId: string
    role: string
    subjectIndex: Buffer
    institutionIds: List<string>
    closedOn: string | null
  }
  'common.accountClass': {
    municipalityId: number
    accountId: string
    classId: string
  }
  'common.actionPlan': {
    municipalityId: number
    id: string
    institutionId: string | null
    unit: string
    surveyId: string | null
    theme: string
    item: string | null
    interventionCode: string | null
    title: string
    aim: string
    owner: string
    state: 'planned' | 'running' | 'evaluated' | 'dropped'
    startsOn: string
    dueOn: string
    outcome: 'better' | 'same' | 'worse' | 'tooEarly' | null
    lesson: Generated<string>
    evaluatedOn: string | null
  }
  'common.bankComment': {
    municipalityId: number
    id: string
    itemId: string
    replyTo: string | null
    at: string
    authorId: string
    role: string
    field: string
    words: string
    resolvedAt: string | null
  }
  'common.bankItem': {
    municipalityId: number
    id: string
    code: string
    edition: number
    state: 'draft' | 'inReview' | 'published' | 'retired'
    origin: 'new' | 'edition' | 'replacement'
    changeNote: string
    revision: number
    authorId: string | null
    changedAt: string
    content: Json
    translations: Json
  }
  'common.bankStep': {
    municipalityId: number
    id: string
    itemId: string
    step: 'begun' | 'sent' | 'returned' | 'published' | 'retired' | 'checked'
    at: string
    actorId: string
    role: string
    comment: string
    interests: string
  }
  'common.class': {
    municipalityId: number
    id: string
    institutionId: string
    schoolYear: number
    grade: number | null
    name: string
    closedOn: string | null
  }
  'common.colourRules': {
    municipalityId: number
    questionnaireCode: string
    questionnaireVersion: string
    version: string
    isPublished: boolean
    rules: Json
  }
  'common.composition': {
    municipalityId: number
    id: string
    code: string
    baseVersion: string
    name: string
    state: 'draft' | 'published'
    version: string | null
    choice: Json
    revision: number
    authorId: string
    changedAt: string
  }
  'common.decisionDraft': {
    municipalityId: number
    accountId: string
    surveyId: string
    unit: string
    title: string
    becomes: 'task' | 'plan'
    assigneeId: string | null
    dueOn: string | null
    revision: number
  }
  'common.discussionComment': {
    municipalityId: number
    id: string
    subject: string
    institutionId: string | null
    accountId: string
    body: string
    writtenAt: string
  }
  'common.discussionTask': {
    municipalityId: number
    id: string
    subject: string
    institutionId: string | null
    createdBy: string
    assigneeId: string
    title: string
    dueOn: string | null
    createdAt: string
    doneAt: string | null
  }
  'common.edition': {
    municipalityId: number
    id: string
    code: string
    baseVersion: string
    version: string
    state: 'draft' | 'published'
    definition: Json
    texts: Json
    revision: number
    authorId: string
    changedAt: string
  }
  'common.editionComment': {
    municipalityId: number
    id: string
    editionId: string
    item: string
    words: string
    role: string
    authorId: string
    at: string
    resolvedAt: string | null
  }
  'common.editionPilot': {
    municipalityId: number
    id: string
    editionId: string
    place: string
    fromDay: string
    toDay: string
    respondents: number
    found: string
    recordedBy: string
    recordedAt: string
    signedBy: string | null
    signedAt: string | null
    signedWords: string | null
    signedRevision: number | null
  }
  'common.environmentAssessment': {
    municipalityId: number
    institutionId: string
    surveyId: string
    words: Json
    followUpOn: string | null
    nextOn: string | null
    changedAt: string
    changedBy: string
    revision: Generated<number>
  }
  'common.environmentPublication': {
    municipalityId: number
    institutionId: string
    surveyId: string
    version: number
    document: Json
    pdfDa: Buffer
    pdfEn: Buffer
    publishedOn: string
    publishedBy: string
    isPublic: boolean
  }
  'common.failedEntry': {
    municipalityId: number
    id: string
    addressHmac: Buffer
    triedHmac: Buffer
    at: string
  }
  'common.feedback': {
    municipalityId: number
    id: string
    surveyId: string
    unit: string
    institutionId: string
    classId: string | null
    version: number
    state: 'draft' | 'published' | 'replaced' | 'withdrawn'
    findings: Json
    did: string
    next: string
    nextOn: string | null
    authorId: string
    writtenAt: string
    publishedOn: string | null
    revision: Generated<number>
  }
  'common.importedFigure': {
    municipalityId: number
    questionnaire: string
    unit: string
    item: string
    schoolYear: number
    institutionId: string | null
    percent: number
    n: number | null
    source: string
    importId: string
    accountId: string
    importedAt: string
  }
  'common.information': {
    municipalityId: number
    id: string
    officerEmail: string | null
    officerPhone: string | null
    savedBy: string
    savedAt: string
  }
  'common.institution': {
    municipalityId: number
    id: string
    kind: 'school' | 'daycare' | 'youthEducation' | 'administration' | 'healthService' | 'youthService'
    number: string
    name: string
    closedOn: string | null
  }
  'common.institutionDirectory': {
    number: string
    municipalityId: number
  }
  'common.institutionSuccessor': {
    municipalityId: number
    fromId: string
    toId: string
    since: string
  }
  'common.instrumentChoice': {
    municipalityId: number
    purpose: string
    instrument: string
    chosenBy: string
    chosenAt: string
  }
  'common.instrumentPack': {
    municipalityId: number
    id: string
    instrument: string
    language: string
    versions: List<string>
    issuedOn: string
    expiresOn: string | null
    checksum: string
    state: 'loaded' | 'replaced' | 'unloaded'
    pack: JsonOrNull
    loadedAt: string
    endedAt: string | null
  }
  'common.intervention': {
    municipalityId: number
    id: string
    code: string
    version: number
    state: 'draft' | 'inReview' | 'published' | 'retired'
    authorId: string | null
    sheet: Json
    changedAt: string
  }
  'common.interventionExperience': {
    municipalityId: number
    id: string
    interventionCode: string
    verdict: 'recommended' | 'mixed' | 'notForUs'
    what: string
    showsName: boolean
    isPublished: boolean
    toldBy: string
    toldOn: string
  }
  'common.interventionReview': {
    municipalityId: number
    id: string
    interventionId: string
    authorId: string | null
    step: 'sent' | 'signedOff' | 'returned' | 'published' | 'retired'
    at: string
    reviewerId: string
    role: string
    comment: string
    interests: string
  }
  'common.invitationCount': {
    municipalityId: number
    surveyId: string
    occasion: string
    channel: string
    state: string
    messages: number
  }
  'common.invitationMessage': {
    municipalityId: number
    id: string
    surveyId: string
    personId: string
    pupilId: string
    occasion: 'invitation' | 'reminder'
    dueOn: string
    turn: number
    channel: 'digitalPost' | 'email' | 'sms' | 'letter'
    receivedAs: string
    language: string
    state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'bounced' | 'failed' | 'uncertain' | 'stopped'
    reason: 'unknown-receiver' | 'mailbox-full' | 'not-registered' | 'refused' | 'unreachable' | 'unknown' | null
    attempts: Generated<number>
    nextAt: string | null
    sentAt: string | null
    changedAt: string
    transportId: string | null
    isSettled: Generated<boolean>
  }
  'common.invitationPlan': {
    municipalityId: number
    surveyId: string
    channels: List<string>
    invitesOn: string
    remindsOn: List<string>
    plannedAt: string
    stoppedAt: string | null
  }
  'common.leaderComment': {
    municipalityId: number
    surveyId: string
    unit: string
    institutionId: string | null
    accountId: string
    body: string | null
    writtenOn: string | null
    draft: string | null
    revision: Generated<number>
  }
  'common.lesson': {
    municipalityId: number
    id: string
    surveyId: string
    institutionId: string
    classId: string
    code: string
    state: 'open' | 'ended'
    openedAt: string
    endedAt: string | null
    isPaused: Generated<boolean>
  }
  'common.linkBinding': {
    municipalityId: number
    linkHmac: Buffer
    draftHmac: Buffer
    browserHmac: Buffer
  }
  'common.loginEvent': {
    municipalityId: number
    id: string
    at: string
    login: string
    event: 'asked' | 'answered' | 'refused' | 'signedIn' | 'signOutAsked' | 'signedOut'
    session: Buffer | null
    address: string | null
    message: Buffer | null
    expiresOn: string
  }
  'common.municipality': {
    municipalityId: number
    name: string
    regionUntil2026: string
    regionFrom2027: string
    isInvented: boolean
    cvr: string | null
  }
  'common.networkAnswer': {
    municipalityId: number
    id: string
    accountId: string
    questionMunicipalityId: number
    questionId: string
    body: string
    authorName: string | null
    isPublished: boolean
    answeredAt: string
  }
  'common.networkQuestion': {
    municipalityId: number
    id: string
    accountId: string
    topic: string
    title: string
    body: string
    authorName: string | null
    isPublished: boolean
    askedAt: string
  }
  'common.news': {
    municipalityId: number
    id: string
    texts: Json
    shownOn: string
    isPublished: boolean
    changedAt: string
  }
  'common.optOut': {
    municipalityId: number
    surveyId: string
    pupilId: string
    pupilPersonId: string
    personId: string
    saidBy: 'parent' | 'letter' | 'self'
    saidOn: string
  }
  'common.optOutCode': {
    municipalityId: number
    codeHmac: Buffer
    surveyId: string
    pupilId: string
    personId: string
    classId: string
  }
  'common.pupil': {
    municipalityId: number
    id: string
    personId: string
    institutionId: string
    classId: string
    sex: 'female' | 'male' | 'unknown'
    leftOn: string | null
  }
  'common.questionnaire': {
    municipalityId: number
    code: string
    version: string
    isPublished: boolean
    definition: Json
    texts: Json
  }
  'common.recording': {
    municipalityId: number
    key: string
    language: string
    id: string
    mediaType: 'audio/mpeg' | 'audio/mp4' | 'audio/ogg'
    voice: 'person' | 'test'
    sound: Buffer
    recordedAt: string
    recordedBy: string | null
  }
  'common.referencePerson': {
    municipalityId: number
    id: string
    accountId: string
    topic: string
    name: string
    title: string
    contact: string
    about: string
    isPublished: boolean
    changedAt: string
  }
  'common.releaseRule': {
    municipalityId: number
    wave: string
    rule: 'standing' | 'decision'
  }
  'common.rosterImport': {
    municipalityId: number
    id: string
    state: 'reading' | 'ready' | 'awaiting-second' | 'refused' | 'applying' | 'applied' | 'discarded' | 'failed'
    createdBy: string
    createdAt: string
    keyEncryptionKey: string
    wrappedKey: Buffer
    file: Buffer | null
    difference: Buffer | null
    summary: JsonOrNull
    progress: Generated<number>
    approvedBy: string | null
    approvedAt: string | null
    confirmed: JsonOrNull
    leaf: number | null
  }
  'common.savedReport': {
    municipalityId: number
    id: string
    accountId: string
    name: string
    address: string
    isShared: boolean
    savedOn: string
  }
  'common.session': {
    municipalityId: number
    tokenHash: Buffer
    accountId: string
    createdAt: string
    usedAt: string
    expiresAt: string
    provider: Generated<string>
    assurance: Generated<'low' | 'substantial' | 'high'>
    providerSession: Buffer | null
    institutionIds: ListOrNull<string>
    classIds: ListOrNull<string>
  }
  'common.slip': {
    municipalityId: number
    surveyId: string
    pupilId: string
    institutionId: string
    classId: string
    turn: Generated<number>
    slipHmac: Buffer
  }
  'common.supportGrant': {
    municipalityId: number
    id: string
    codeHmac: Buffer
    reason: string
    grantedBy: string
    grantedAt: string
    endsAt: string
    accountId: string | null
    usedAt: string | null
  }
  'common.survey': {
    municipalityId: number
    id: string
    title: string
    track: 'statistics' | 'health'
    questionnaireMunicipalityId: number
    questionnaireCode: string
    questionnaireVersion: string
    state: 'draft' | 'open' | 'closed' | 'sealed'
    schoolYear: number
    opensOn: string
    closesOn: string
    grades: List<number>
    institutionIds: List<string>
    isRolling: Generated<boolean>
    takesPaper: Generated<boolean>
    paperTypists: GeneratedList<string>
  }
  'common.surveyUnit': {
    municipalityId: number
    surveyId: string
    unit: string
    level: 'class' | 'yearGroup' | 'institution' | 'municipalYearGroup' | 'municipality'
    institutionId: string | null
    classId: string | null
    grade: number | null
    invited: number
    invitedFemale: number | null
    invitedMale: number | null
  }
  'common.usedAssertion': {
    municipalityId: number
    login: string
    assertion: Buffer
    expiresAt: string
  }
  'health.consent': {
    municipalityId: number
    id: string
    surveyId: string
    pupilId: string
    classId: string
    decision: 'given' | 'refused' | 'declined' | 'withdrawn' | 'endedByBirthday' | 'endedByMove'
    decidedAs: 'custodyHolder' | 'self'
    personId: string | null
    scope: string
    at: string
  }
  'health.draft': {
    municipalityId: number
    slipHmac: Buffer
    epoch: number
    answers: List<number>
    texts: ListOrNull<Buffer>
    generation: Generated<number>
    queueKey: Generated<Buffer>
  }
  'health.familyLink': {
    municipalityId: number
    ownHmac: Buffer
    linkHmac: Buffer
    surveyId: string
    pupilId: string
    personId: string
    slipHmac: Buffer
  }
  'health.flag': {
    municipalityId: number
    responseId: string
    item: string
    pupilId: string
    classId: string
    kind: 'talked' | 'notRelevant' | 'followUp'
    followUpOn: string | null
    accountId: string
    setOn: string
  }
  'health.hiddenAnswer': {
    municipalityId: number
    responseId: string
    item: string
    pupilId: string
    classId: string
    accountId: string
    reason: Buffer
    hiddenOn: string
  }
  'health.invitation': {
    municipalityId: number
    surveyId: string
    pupilId: string
    personId: string
    classId: string
    slipHmac: Buffer
    decides: 'custodyHolder' | 'self'
    decision: Generated<'none' | 'given' | 'refused' | 'declined'>
    answeredOn: string | null
    talkedOn: string | null
    journalledOn: string | null
  }
  'health.journal': {
    municipalityId: number
    responseId: string
    pupilId: string
    classId: string
    accountId: string
    markedOn: string
  }
  'health.note': {
    municipalityId: number
    pupilId: string
    classId: string
    text: Buffer
    accountId: string
    savedOn: string
  }
  'health.paperTyping': {
    municipalityId: number
    slipHmac: Buffer
    turn: number
    surveyId: string
    classId: string
    typist: Buffer
    entries: Buffer
    revision: number
    isDone: boolean
  }
  'health.response': {
    municipalityId: number
    id: string
    surveyId: string
    pupilId: string
    classId: string
    respondent: 'pupil' | 'parent' | 'youngPerson'
    questionnaireCode: string
    questionnaireVersion: string
    colourRulesVersion: string | null
    answers: List<number>
    talkAbout: List<string>
    notTalkAbout: List<string>
    wish: Buffer | null
    submittedAt: string
    personId: string | null
    texts: Buffer | null
    isOnPaper: Generated<boolean>
  }
  'identity.family': {
    municipalityId: number
    personId: string
    pupilId: string
    pupilPersonId: string
    relation: 'custody' | 'self' | 'foster'
    validFrom: Generated<string>
    validUntil: string | null
  }
  'identity.indexKey': {
    municipalityId: number
    indexKey: string
  }
  'identity.person': {
    municipalityId: number
    id: string
    name: Buffer
    cpr: Buffer | null
    contact: Buffer | null
    cprIndex: Buffer | null
    sourceIndex: Buffer | null
    uniLoginIndex: Buffer | null
    cprKind: 'verified' | 'unverified' | 'replacement' | 'unknown' | null
    isProtected: Generated<boolean>
  }
  'identity.personKey': {
    municipalityId: number
    personId: string
    keyEncryptionKey: string
    wrapped: Buffer
    leaf: number | null
  }
  'identity.shredding': {
    municipalityId: number
    leaf: number
    askedAt: string
  }
  'migration.applied': {
    number: number
    name: string
    checksum: string
    appliedAt: Generated<string>
  }
  'migration.installation': {
    kind: 'demo' | 'production'
    madeAt: Generated<string>
  }
  'released.benchmark': {
    municipalityId: number
    questionnaireCode: string
    questionnaireVersion: string
    schoolYear: number
    area: string
    isPublished: boolean
    municipalities: number
    invited: number
    answered: number
    steps: Json
    counts: List<number>
    femaleCounts: List<number>
    maleCounts: List<number>
    moments: ListOrNull<number>
    femaleMoments: ListOrNull<number>
    maleMoments: ListOrNull<number>
  }
  'released.contribution': {
    municipalityId: number
    questionnaireCode: string
    questionnaireVersion: string
    schoolYear: number
    institutionId: string
    answered: List<number>
    stratum: string | null
  }
  'released.municipalTotal': {
    municipalityId: number
    questionnaireCode: string
    questionnaireVersion: string
    schoolYear: number
    step: number
    isPublished: boolean
    institutions: number
    invited: number
    answered: number
    counts: List<number>
    femaleCounts: List<number>
    maleCounts: List<number>
    moments: ListOrNull<number>
    femaleMoments: ListOrNull<number>
    maleMoments: ListOrNull<number>
    strata: JsonOrNull
  }
  'sealed.atom': {
    municipalityId: number
    surveyId: string
    id: string
    unit: string
    sex: 'female' | 'male' | null
    counts: List<number>
    seq: number
    hash: Buffer
  }
  'sealed.head': {
    municipalityId: number
    surveyId: string
    seq: number
    hash: Buffer
  }
  'sealed.mergedUpward': {
    municipalityId: number
    surveyId: string
    id: string
    unit: string
    item: string
    seq: number
    hash: Buffer
  }
  'sealed.total': {
    municipalityId: number
    surveyId: string
    unit: string
    sex: 'all' | 'female' | 'male'
    counts: List<number>
    moments: ListOrNull<number>
  }
  'sealed.turnout': {
    municipalityId: number
    surveyId: string
    unit: string
    answered: number
  }
  'sealed.withheld': {
    municipalityId: number
    surveyId: string
    item: string
    answers: number
    seq: number
    hash: Buffer
  }
  'statistics.draft': {
    municipalityId: number
    slipHmac: Buffer
    epoch: number
    answers: List<number>
    generation: Generated<number>
    queueKey: Generated<Buffer>
  }
  'statistics.invitation': {
    municipalityId: number
    slipHmac: Buffer
    surveyId: string
    classId: string
    sex: 'female' | 'male' | 'unknown'
    grade: number | null
  }
  'statistics.paperCount': {
    municipalityId: number
    surveyId: string
    sheets: number
  }
  'statistics.paperTyping': {
    municipalityId: number
    slipHmac: Buffer
    turn: number
    surveyId: string
    typist: Buffer
    entries: Buffer
    revision: number
    isDone: boolean
  }
  'statistics.response': {
    municipalityId: number
    id: string
    surveyId: string
    classId: string
    grade: number | null
    sex: 'f' | 'm' | 'u'
    answers: List<number>
    isByName: Generated<boolean>
  }
  'statistics.turnout': {
    municipalityId: number
    surveyId: string
    classId: string
    answered: GeneratedList<Buffer>
    declined: GeneratedList<Buffer>
    answeredCount: ColumnType<number, never, never>
  }
}
