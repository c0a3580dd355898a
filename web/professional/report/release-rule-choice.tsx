/** Whether a portion is given by itself each night, or only when somebody decides it; and for which surveys that is. */
import { useState } from 'react'
import { type ReleaseRule, type ReleaseRuleSaid, releaseRules, ruleOf } from '#domain/disclosure/release-rule.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './release-panel.module.css'

export function ReleaseRuleChoice({ surveyId, rule: said }: { readonly surveyId: string; readonly rule: ReleaseRuleSaid }) {
  const { t } = useWords()
  const [rule, setRule] = useState<ReleaseRule>(ruleOf(said))
  const [scope, setScope] = useState(said.wave === null ? 'all' : 'one')
  const save = useAct('saveReleaseRule')
  return (
    <Disclosure summary={`${t('release.rule')}: ${t(`release.rule.${ruleOf(said)}`)}`}>
      <div className={styles.panel}>
        {said.wave !== null && <p>{t('release.rule.own')}</p>}
        <Radios
          label={t('release.rule')}
          look="plain"
          options={releaseRules.map((value) => ({ value, label: t(`release.rule.${value}`), help: t(`release.rule.${value}.help`) }))}
          value={rule}
          onChange={(value) => setRule(value === 'decision' ? 'decision' : 'standing')}
        />
        <Radios
          label={t('release.rule.scope')}
          look="plain"
          options={[
            { value: 'all', label: t('release.rule.scope.all') },
            { value: 'one', label: t('release.rule.scope.one') },
          ]}
          value={scope}
          onChange={setScope}
        />
        <div>
          <Button
            look="secondary"
            isBusy={save.isPending}
            onClick={() => save.mutate({ params: { surveyId }, body: { rule, isForAll: scope === 'all' } })}
          >
            {t('release.rule.save')}
          </Button>
        </div>
        {save.isSuccess && <p role="status">{t('release.rule.saved')}</p>}
        {save.error && <Refused error={save.error} />}
      </div>
    </Disclosure>
  )
}
