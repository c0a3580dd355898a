/** The quiet row under a report's heading: the same survey and unit, told in another way. */
import { useEffect, useRef } from 'react'
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import type { Output } from '../../client.ts'
import { institutionAbove, type Kind, kindAddress, kinds } from './kind-address.ts'
import styles from './report-kinds.module.css'

type Listed = Output<'listReports'>[number]

type ReportKindsProps = {
  readonly me: Pick<Me, 'role'>
  readonly listed: Listed
  readonly unit: string
  readonly current: Kind
  /** Questions about the teaching environment are among those asked. */
  readonly hasEnvironment: boolean
}

export function ReportKinds({ me, listed, unit, current, hasEnvironment }: ReportKindsProps) {
  const { t } = useWords()
  const row = useRef<HTMLUListElement>(null)
  // Drawn to where one is, when the row is longer than the screen.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (row.current && here) row.current.scrollLeft = here.offsetLeft - row.current.offsetLeft - 16
  }, [current])
  const institution = institutionAbove(listed.units, unit)
  const level = listed.units.find((one) => one.unit === unit)?.level
  if (level === 'region' || level === 'country') return null
  const shown = kinds.filter((kind) => kind !== 'environment' || isAboutEnvironment({ me, institution, level, hasEnvironment }))
  return (
    <nav className={`${styles.kinds} no-print`} aria-label={t('kinds.label')}>
      <ul ref={row}>
        {shown.map((kind) => (
          <li key={kind}>
            <a
              href={kindAddress(kind, listed.surveyId, kind === 'environment' ? (institution?.unit ?? unit) : unit)}
              aria-current={kind === current ? 'page' : undefined}
            >
              {kind === 'environment' && institution?.kind === 'daycare' ? t('kinds.daycare') : t(`kinds.${kind}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type About = Pick<ReportKindsProps, 'me' | 'hasEnvironment'> & {
  readonly institution: { readonly kind: string | null } | undefined
  readonly level: string | undefined
}

/** Of a school that asked about it, of a daycare always; at the municipality of all of them. */
function isAboutEnvironment({ me, institution, level, hasEnvironment }: About): boolean {
  if (!may(me, 'environment.read')) return false
  return institution?.kind === 'daycare' || (hasEnvironment && (institution !== undefined || level === 'municipality'))
}
