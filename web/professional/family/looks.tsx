/** Who has looked: when, in which role, why, and what they have to do with the child; never a name (CJEU C-579/21). Written by the server as it happens, and shown as it was written. */
import type { FamilyChild } from '#api/family.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { useWords } from '../language.tsx'
import type { Voice } from './family-page.tsx'
import styles from './family-page.module.css'

type Look = FamilyChild['looks'][number]

const newest = 5

export function Looks({ looks, voice }: { readonly looks: readonly Look[]; readonly voice: Voice }) {
  const { t, counted } = useWords()
  const earlier = looks.slice(newest)
  return (
    <div className={styles.part}>
      <h3>{t(`family.looks.${voice}`)}</h3>
      {looks.length === 0 ? <p>{t('family.looks.none')}</p> : <List looks={looks.slice(0, newest)} />}
      {earlier.length > 0 && (
        <Disclosure summary={counted('family.looks.earlier', earlier.length)}>
          <List looks={earlier} />
        </Disclosure>
      )}
      <p className="quiet small">{t('family.looks.explained')}</p>
    </div>
  )
}

function List({ looks }: { readonly looks: readonly Look[] }) {
  const { t, named, moment } = useWords()
  return (
    <ul className={styles.looks}>
      {looks.map(({ at, role, act, purpose, relation }, place) => {
        const why = purpose === null ? '' : (named('purpose', purpose) ?? purpose)
        return (
          <li key={`${at} ${place}`}>
            <span className={styles.when}>{moment(at)}</span>
            <span>
              <strong>{named('role', role) ?? role}</strong>
              <span className={styles.what}>
                {named('family.look', act, { purpose: why }) ??
                  t(act.startsWith('assessment') ? 'family.looks.plus' : 'family.looks.other')}
              </span>
              {relation !== null && (
                <span className={styles.what}>{t('family.look.related', { relation: named('relation', relation) ?? relation })}</span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
