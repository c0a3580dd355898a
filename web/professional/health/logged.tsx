/** Says quietly, and always, that the look is written down and can be read by the family. */
import type { ReactNode } from 'react'
import { Icon } from '../../design/icon/icon.tsx'
import styles from './logged.module.css'

export function Logged({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.logged}>
      <Icon name="lock" />
      <div className={styles.words}>{children}</div>
    </div>
  )
}
