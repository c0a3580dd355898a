/** The English words; a key that is missing here does not compile. */
import about from '#content/texts/about.en.json' with { type: 'json' }
import assessment from '#content/texts/assessment.en.json' with { type: 'json' }
import bank from '#content/texts/bank.en.json' with { type: 'json' }
import family from '#content/texts/family.en.json' with { type: 'json' }
import health from '#content/texts/health.en.json' with { type: 'json' }
import invitation from '#content/texts/invitation.en.json' with { type: 'json' }
import intervention from '#content/texts/intervention.en.json' with { type: 'json' }
import lesson from '#content/texts/lesson.en.json' with { type: 'json' }
import network from '#content/texts/network.en.json' with { type: 'json' }
import year from '#content/texts/year.en.json' with { type: 'json' }
import audit from '#content/texts/audit.en.json' with { type: 'json' }
import home from '#content/texts/home.en.json' with { type: 'json' }
import front from '#content/texts/front.en.json' with { type: 'json' }
import organisation from '#content/texts/organisation.en.json' with { type: 'json' }
import problem from '#content/texts/problem.en.json' with { type: 'json' }
import instrument from '#content/texts/instrument.en.json' with { type: 'json' }
import recording from '#content/texts/recording.en.json' with { type: 'json' }
import paper from '#content/texts/paper.en.json' with { type: 'json' }
import questionnaire from '#content/texts/questionnaire.en.json' with { type: 'json' }
import environment from '#content/texts/environment.en.json' with { type: 'json' }
import kinds from '#content/texts/kinds.en.json' with { type: 'json' }
import dialogue from '#content/texts/dialogue.en.json' with { type: 'json' }
import report from '#content/texts/report.en.json' with { type: 'json' }
import board from '#content/texts/board.en.json' with { type: 'json' }
import imported from '#content/texts/imported.en.json' with { type: 'json' }
import saved from '#content/texts/saved.en.json' with { type: 'json' }
import shell from '#content/texts/shell.en.json' with { type: 'json' }
import survey from '#content/texts/survey.en.json' with { type: 'json' }
import trend from '#content/texts/trend.en.json' with { type: 'json' }
import use from '#content/texts/use.en.json' with { type: 'json' }
import type { Catalogue } from './wording.ts'

export const english: Catalogue = {
  ...shell,
  ...assessment,
  ...bank,
  ...health,
  ...family,
  ...organisation,
  ...survey,
  ...lesson,
  ...intervention,
  ...invitation,
  ...instrument,
  ...recording,
  ...paper,
  ...questionnaire,
  ...environment,
  ...kinds,
  ...trend,
  ...imported,
  ...saved,
  ...board,
  ...report,
  ...use,
  ...dialogue,
  ...problem,
  ...about,
  ...network,
  ...front,
  ...home,
  ...audit,
  ...year,
}
