/** At a report: what can be done with it. Each leads to the same choice, made ready for those it is shown to. */
import type { Level } from '#domain/organisation/unit.ts'
import type { Me } from '#api/session.ts'
import type { IconName } from '../../../design/icon/icon.tsx'
import { LinkButton } from '../../../design/link-button/link-button.tsx'
import { useWords } from '../../language.tsx'
import { FoldWhenNarrow } from '../../shell/fold-when-narrow.tsx'
import type { Choice } from '../choice.ts'
import { mayTellResult } from './may-tell-result.ts'
import { type Use, addressOfUse } from './use-address.ts'
import tools from '../tools.module.css'

type UseMenuProps = {
  readonly me: Me
  readonly surveyId: string
  readonly choice: Choice
  readonly level: Level
  readonly respondent: 'pupil' | 'parent' | 'youngPerson'
}

const icons: Readonly<Record<Use, IconName>> = { present: 'eye', lesson: 'people', pack: 'calendar', pupils: 'chart', feedback: 'check' }

export function UseMenu({ me, surveyId, choice, level, respondent }: UseMenuProps) {
  const { t } = useWords()
  if (level === 'region' || level === 'country') return null
  const isOfPupils = respondent === 'pupil'
  const offered: readonly Use[] = [
    'present',
    ...(isOfPupils ? (['lesson'] as const) : []),
    'pack',
    ...(isOfPupils && level !== 'municipality' ? (['pupils'] as const) : []),
    ...(mayTellResult(me, level) ? (['feedback'] as const) : []),
  ]
  return (
    <nav className={tools.part} aria-label={t('use.menu')}>
      <h2 className={tools.head}>{t('use.menu')}</h2>
      <FoldWhenNarrow summary={t('use.menu')}>
        <ul className={tools.list}>
          {offered.map((use) => (
            <li key={use}>
              <LinkButton look="secondary" size="small" icon={icons[use]} href={addressOfUse(use, surveyId, choice)}>
                {t(`use.menu.${use}`)}
              </LinkButton>
            </li>
          ))}
        </ul>
      </FoldWhenNarrow>
    </nav>
  )
}
