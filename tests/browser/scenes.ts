/**
 * Every page of both apps, in every state that somebody can meet it in, for whoever wants to look: axe, the
 * keyboard, the zoom, and the eye (`scripts/screenshots.ts`). A scene leads to its page and leaves it there.
 *
 * The scenes of a room stand in its own `*-scenes.ts`. They play in their order, and one may go on where the one
 * before it left off; the scenes of another room have other browsers, and may play at the same time.
 */
import type { Browser, Page } from 'playwright-core'
import { addAnsweringScenes } from './answering-scenes.ts'
import { addAssessmentScenes } from './assessment-scenes.ts'
import { addAuditScenes } from './audit-scenes.ts'
import { addBankScenes } from './bank-scenes.ts'
import { addByLinkScenes } from './by-link-scenes.ts'
import type { Demonstration } from './demonstration.ts'
import { addFamilyScenes } from './family-scenes.ts'
import { addFrontScenes } from './front-scenes.ts'
import { addHealthScenes } from './health-scenes.ts'
import { addHomeScenes } from './home-scenes.ts'
import { addInspirationScenes } from './inspiration-scenes.ts'
import { addInvitationScenes } from './invitation-scenes.ts'
import { addLessonScenes } from './lesson-scenes.ts'
import { addLoginScenes } from './login-scenes.ts'
import { addNetworkScenes } from './network-scenes.ts'
import { addOrganisationScenes } from './organisation-scenes.ts'
import { addQuestionnaireScenes } from './questionnaire-scenes.ts'
import { addReportKindScenes } from './report-kind-scenes.ts'
import { addReportScenes, readReport } from './report-scenes.ts'
import { type Backstage, openRoom, type Room } from './stage.ts'
import { addSurveyScenes } from './survey-scenes.ts'
import { addImportScenes } from './import-scenes.ts'
import { addTrendScenes } from './trend-scenes.ts'
import { addTroubleScenes } from './trouble-scenes.ts'
import { addUseScenes } from './use-scenes.ts'

/** One line for each room. Those in brackets play one after the other, since they meet in the same lesson or list. */
const rooms: readonly (readonly ((backstage: Backstage) => void)[])[] = [
  [addFrontScenes],
  [addLoginScenes],
  [addHomeScenes],
  [addQuestionnaireScenes],
  [addNetworkScenes],
  [addBankScenes],
  [addAuditScenes],
  [addOrganisationScenes],
  [addSurveyScenes],
  [addLessonScenes, addAnsweringScenes],
  [addByLinkScenes],
  [addInspirationScenes],
  [addReportScenes],
  [addReportKindScenes],
  [addTrendScenes],
  [addImportScenes],
  [addUseScenes],
  [addAssessmentScenes],
  [addInvitationScenes],
  [addHealthScenes],
  [addFamilyScenes],
  [addTroubleScenes],
]

export type Stage = AsyncDisposable & {
  readonly rooms: readonly Room[]
  /** What should not have happened in any of the scenes so far. */
  readonly faults: () => readonly string[]
  /** A class's report, for a picture. */
  readonly report: () => Promise<Page>
}

export function setStage(browser: Browser, house: Demonstration): Stage {
  const forPicture = openRoom(browser, house)
  const opened = rooms.map((adds) => {
    const room = openRoom(browser, house)
    for (const add of adds) add(room.backstage)
    return room
  })
  return {
    rooms: opened,
    faults: () => opened.flatMap((room) => room.faults()),
    report: () => readReport(forPicture.backstage),
    async [Symbol.asyncDispose]() {
      for (const room of [...opened, forPicture]) await room[Symbol.asyncDispose]()
    },
  }
}
