/** What stands out in the last thirty days, in plain sentences: where to ask, never a verdict. */
import type { Output } from '../../client.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { dayOf } from '../today.ts'
import styles from './audit.module.css'
import { auditAddresses, AuditRooms } from './rooms.tsx'
import { useAuditWords } from './words.ts'

type Pattern = Output<'listAuditPatterns'>[number]

export function PatternsPage() {
  const { t, counted } = useWords()
  const patterns = useRead('listAuditPatterns', undefined)
  return (
    <LoadedPage query={patterns}>
      {(found) => (
        <Page
          title={found.length === 0 ? t('audit.patterns.none') : counted('audit.patterns.title', found.length)}
          tab={t('audit.nav.patterns')}
          lead={t('audit.patterns.lead')}
        >
          <AuditRooms />
          {found.length === 0 ? (
            <EmptyState title={t('audit.patterns.none.title')}>{t('audit.patterns.none.text')}</EmptyState>
          ) : (
            <ul className={styles.patterns}>
              {found.map((pattern) => (
                <Row key={`${pattern.kind} ${pattern.accountId} ${pattern.role}`} pattern={pattern} />
              ))}
            </ul>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}

function Row({ pattern: { kind, accountId, name, role, count, firstAt, lastAt } }: { readonly pattern: Pattern }) {
  const { t, counted, moment } = useWords()
  const words = useAuditWords()
  const values = { name: name ?? t('audit.pattern.somebody'), role: words.role(role) }
  const sentence =
    kind === 'manyInAnHour' ? t('audit.pattern.manyInAnHour', { ...values, count }) : counted(`audit.pattern.${kind}`, count, values)
  return (
    <li className={styles.pattern}>
      <div>
        <h2 className={styles.sentence}>{sentence}</h2>
        <p className="quiet">
          {firstAt === lastAt ? moment(firstAt) : t('audit.pattern.between', { from: moment(firstAt), to: moment(lastAt) })}
        </p>
      </div>
      <LinkButton
        look="secondary"
        iconAfter="forward"
        aria-label={`${t('audit.pattern.show')}: ${sentence}`}
        href={`${auditAddresses.log}?person=${accountId}&fra=${dayOf(firstAt)}&til=${dayOf(lastAt)}&boern=ja`}
      >
        {t('audit.pattern.show')}
      </LinkButton>
    </li>
  )
}
