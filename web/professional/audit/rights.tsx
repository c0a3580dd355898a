/** Who may do what: written from the rules themselves, so that it can't say anything else than what holds. */
import { useState } from 'react'
import { type Role, roles } from '#domain/access/actor.ts'
import { acts, may } from '#domain/access/policy.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import styles from './audit.module.css'

export function Rights() {
  const { t, named, list } = useWords()
  const [role, setRole] = useState<Role | ''>('')
  const shown = acts.filter((act) => role === '' || may({ role }, act))
  return (
    <Section id="rights" title={t('audit.rights')}>
      <p>{t('audit.rights.text')}</p>
      <Disclosure summary={t('audit.rights.fold', { count: acts.length })}>
        <div className={styles.role}>
          <Select
            label={t('audit.role')}
            value={role}
            onChange={(value) => setRole(value as Role | '')}
            options={[{ value: '', label: t('audit.rights.all') }, ...roles.map((one) => ({ value: one, label: t(`role.${one}`) }))]}
          />
        </div>
        <Sheet>
          <Table
            caption={t('audit.rights')}
            isCaptionHidden
            narrow="fold"
            rows={shown}
            rowKey={(act) => act}
            columns={[
              { key: 'act', heading: t('audit.rights.act'), isName: true, cell: (act) => named('audit.right', act) ?? act },
              {
                key: 'who',
                heading: t('audit.rights.who'),
                cell: (act) => {
                  const able = roles.filter((one) => may({ role: one }, act))
                  return able.length === roles.length ? t('audit.rights.everybody') : list(able.map((one) => t(`role.${one}`)))
                },
              },
            ]}
          />
        </Sheet>
      </Disclosure>
    </Section>
  )
}
