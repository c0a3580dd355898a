import type { Survey } from '#api/survey.ts'
import type { IconName } from '../../design/icon/icon.tsx'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'

type Shown = Survey['state'] | 'over'

const looks: Record<Shown, { tone: TagTone; icon?: IconName }> = {
  draft: { tone: 'neutral' },
  open: { tone: 'success', icon: 'check' },
  over: { tone: 'warning', icon: 'warning' },
  closed: { tone: 'action' },
  sealed: { tone: 'action', icon: 'lock' },
}

/** Open past its last day is a state of its own to the eye: nobody can answer, and somebody must close it. */
export function shownState({ state, closesOn }: Pick<Survey, 'state' | 'closesOn'>, today: string): Shown {
  return state === 'open' && closesOn < today ? 'over' : state
}

export function SurveyState({ survey, today }: { readonly survey: Pick<Survey, 'state' | 'closesOn'>; readonly today: string }) {
  const { t } = useWords()
  const shown = shownState(survey, today)
  return <Tag {...looks[shown]}>{t(`survey.state.${shown}`)}</Tag>
}
