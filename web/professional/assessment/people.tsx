/** Who is on the case: nobody else sees it. */
import { useState } from 'react'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './assessment.module.css'
import { Part } from './part.tsx'
import { useRoleName } from './names.ts'

export function People({ view, isOpen }: { readonly view: AssessmentView; readonly isOpen: boolean }) {
  const { t } = useWords()
  const roleName = useRoleName()
  const [accountId, setAccountId] = useState('')
  const change = useAct('changeMembers', () => setAccountId(''))
  const put = (who: string, isOn: boolean) => change.mutate({ params: { id: view.id }, body: { accountId: who, isOn } })
  const others = view.colleagues.filter((colleague) => view.members.every((member) => member.accountId !== colleague.accountId))
  return (
    <Part id="people" title={t('assessment.people.title')}>
      <p className={styles.quiet}>{t('assessment.people.text')}</p>
      <ul className={styles.rows}>
        {view.members.map((member) => (
          <li key={member.accountId}>
            <span className={styles.who}>
              {member.name}
              <span className={styles.place}>
                {roleName(member.role)}
                {member.part === 'owner' && `, ${t('assessment.people.owner')}`}
              </span>
            </span>
            {isOpen && member.part === 'participant' && (
              <Button
                look="quiet"
                size="small"
                aria-label={t('assessment.people.remove', { name: member.name })}
                onClick={() => put(member.accountId, false)}
              >
                {t('assessment.people.remove.short')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOpen && others.length > 0 && (
        <Disclosure summary={t('assessment.people.add')}>
          <div className={styles.form}>
            <Select
              label={t('assessment.people.add.who')}
              value={accountId}
              onChange={setAccountId}
              options={[
                { value: '', label: t('assessment.new.owner.choose') },
                ...others.map((one) => ({ value: one.accountId, label: `${one.name}, ${roleName(one.role)}` })),
              ]}
            />
            <div>
              <Button look="secondary" isBusy={change.isPending} onClick={() => accountId !== '' && put(accountId, true)}>
                {t('assessment.people.add.do')}
              </Button>
            </div>
          </div>
        </Disclosure>
      )}
      {change.error && <Refused error={change.error} />}
    </Part>
  )
}
