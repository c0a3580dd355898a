/** The four parts of data protection: the log, one child, what stands out, samples. */
import { useLocation } from 'wouter'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import styles from './audit.module.css'

export const auditAddresses = {
  log: addresses.audit,
  child: `${addresses.audit}/barn`,
  patterns: `${addresses.audit}/moenstre`,
  samples: `${addresses.audit}/stikproever`,
} as const

const parts = ['log', 'child', 'patterns', 'samples'] as const

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
