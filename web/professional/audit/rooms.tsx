/** The parts of data protection: the log, one child, what stands out, samples, what has been told of groups. */
import { useLocation } from 'wouter'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import styles from './audit.module.css'

export const auditAddresses = {
  log: addresses.audit,
  child: `${addresses.audit}/barn`,
  patterns: `${addresses.audit}/moenstre`,
  samples: `${addresses.audit}/stikproever`,
  ledger: `${addresses.audit}/sendt-ud`,
} as const

const parts = ['log', 'child', 'patterns', 'samples', 'ledger'] as const

export function AuditRooms() {
  const { t } = useWords()
  const [here] = useLocation()
  return (
    <nav className={styles.rooms} aria-label={t('audit.nav')}>
      <ul>
        {parts.map((part) => {
          const address = auditAddresses[part]
          const isHere = part === 'log' ? here === address : here === address || here.startsWith(`${address}/`)
          return (
            <li key={part}>
              <a href={address} aria-current={here === address ? 'page' : isHere ? 'true' : undefined}>
                {t(`audit.nav.${part}`)}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
