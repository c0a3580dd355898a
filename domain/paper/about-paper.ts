/** Who sees what is answered on paper, as the form says it: the page's own sentence would be untrue until it is typed. */
import type { AboutSettings } from '../survey/about.ts'

type AboutKey = 'form.see.health' | 'form.see.statistics' | 'about.see.text' | 'about.see.sensitive' | 'about.see.group'

/** Keys of the sentences, in order: who reads the sheet, who reads the answers by name, what others see of many. */
export function whoReads({ track, hasSensitive }: Pick<AboutSettings, 'track' | 'hasSensitive'>): readonly AboutKey[] {
  return [
    ...(track === 'health' ? (['about.see.text', 'form.see.health'] as const) : (['form.see.statistics'] as const)),
    hasSensitive ? 'about.see.sensitive' : 'about.see.group',
  ]
}
