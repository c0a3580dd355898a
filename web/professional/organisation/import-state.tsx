import type { RosterImport } from '#api/organisation.ts'
import type { IconName } from '../../design/icon/icon.tsx'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'

const looks: Record<RosterImport['state'], { tone: TagTone; icon?: IconName }> = {
  reading: { tone: 'action' },
  ready: { tone: 'warning', icon: 'warning' },
  'awaiting-second': { tone: 'warning', icon: 'people' },
  refused: { tone: 'danger', icon: 'danger' },
  applying: { tone: 'action' },
  applied: { tone: 'success', icon: 'check' },
  discarded: { tone: 'neutral' },
  failed: { tone: 'danger', icon: 'danger' },
}

/** How far a roster file has come, in a word. */
export function ImportState({ state }: { readonly state: RosterImport['state'] }) {
  const { t } = useWords()
  return <Tag {...looks[state]}>{t(`roster.state.${state}`)}</Tag>
}
