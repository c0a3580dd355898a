/** How a plan's place and state are said. */
import { parseUnitKey } from '#domain/organisation/unit.ts'
import type { ActionPlan } from '#api/intervention.ts'
import type { TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'

export function usePlanWords() {
  const { t } = useWords()
  return {
    placeOf({ unit, institution, className }: Pick<ActionPlan, 'unit' | 'institution' | 'className'>): string {
      const place = parseUnitKey(unit)
      if (place?.level === 'class' && className !== null) return t('actionPlan.place', { unit: className, institution: institution ?? '' })
      if (place?.level === 'yearGroup')
        return t('actionPlan.place', { unit: t('actionPlan.yearGroup', { grade: String(place.grade) }), institution: institution ?? '' })
      if (place?.level === 'municipalYearGroup')
        return t('actionPlan.place', {
          unit: t('actionPlan.yearGroup', { grade: String(place.grade) }),
          institution: t('actionPlan.municipality'),
        })
      return institution ?? t('actionPlan.municipality')
    },
    stateOf({ state, isDue }: Pick<ActionPlan, 'state' | 'isDue'>): { readonly label: string; readonly tone: TagTone } {
      if (isDue) return { label: t('actionPlan.state.due'), tone: 'warning' }
      const tones = { planned: 'neutral', running: 'action', evaluated: 'success', dropped: 'neutral' } as const
      return { label: t(`actionPlan.state.${state}`), tone: tones[state] }
    },
  }
}
